package org.baraza.conversation.broadcast;

import java.time.Instant;

/**
 * A person has had to do with a broadcast.
 *
 * @param broadcastId which
 * @param userId who
 * @param kind what they did
 * @param at when
 * @param position where the log says so; null for {@link Kind#DELIVERED}, which no counter depends on
 * @param rev the number of the deletion for {@link Kind#DELETED}; else 0
 */
record Touch(String broadcastId, String userId, Kind kind, Instant at, LogPosition position, long rev) {

    /** What people do with broadcasts. Whatever it is, the broadcast has reached them. */
    enum Kind {
        /** A device has shown it. */
        DELIVERED,
        /** They have read it. */
        READ,
        /** They have said that they have read it. */
        ACKNOWLEDGED,
        /** They have taken it off their list. */
        HIDDEN,
        /** They have deleted it for themselves. */
        DELETED
    }

    /** Whether they have read it with this. */
    boolean reads() {
        return kind == Kind.READ || kind == Kind.ACKNOWLEDGED;
    }

    /** The key of the row. */
    String rowId() {
        return TouchDocument.idOf(broadcastId, userId);
    }
}
