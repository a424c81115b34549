package org.baraza.gateway.recovery;

import org.baraza.gateway.delivery.MissedTooMuchException;

/** Why a client that wanted to go on has to begin anew. */
enum Refusal {
    /** There is no such socket of that person, or its time is over. */
    UNKNOWN,
    /** Redis did not answer in time. */
    STORE_AWAY,
    /** The offset is none of this log. */
    OFFSET_INVALID,
    /** This gateway has not come as far in the log, and did not within its patience. */
    BEHIND,
    /** This gateway does not remember as much, or has not run for as long. */
    FORGOTTEN,
    /** More was missed than is sent at once. */
    TOO_MUCH,
    /** What was missed went to an audience that the person has come to, or left, lately. */
    AUDIENCE_CHANGED,
    /** The person was suspended or signed out, or is not any more, since lately. */
    ACCESS_CHANGED;

    static Refusal of(MissedTooMuchException.Why why) {
        return switch (why) {
            case FORGOTTEN -> FORGOTTEN;
            case TOO_MUCH -> TOO_MUCH;
            case AUDIENCE_CHANGED -> AUDIENCE_CHANGED;
        };
    }
}
