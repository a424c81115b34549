package org.baraza.store;

/** A document that is changed in memory and counts how often it was written, so that whoever writes second is noticed. */
public interface Versioned {

    /** Its {@code _id}. */
    String documentId();

    /** Counts one more write. @return how often it was written before; 0 for one that is not there yet */
    long countWrite();
}
