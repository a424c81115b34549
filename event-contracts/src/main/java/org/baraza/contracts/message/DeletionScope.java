package org.baraza.contracts.message;

/** For whom a message is deleted. */
public enum DeletionScope {
    /** For the one who asks; everybody else still sees it. */
    ME,
    /** For everybody: a tombstone without content stays in its place. */
    EVERYONE
}
