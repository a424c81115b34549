package org.baraza.store;

import io.smallrye.mutiny.Uni;

/** A repository with indexes to be made at the start. */
public interface Indexed {

    /** Makes the indexes that are missing; changes nothing where they are there. */
    Uni<Void> createIndexes();
}
