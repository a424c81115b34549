package org.baraza.contracts.broadcast;

/** Whom a broadcast is for. The names are part of the clients' contract. */
public enum AudienceType {
    /** Everybody in the community. */
    ALL,
    /** The members of one chapter. */
    CHAPTER,
    /** The people that the sender names. */
    CUSTOM
}
