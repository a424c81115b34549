package org.baraza.gateway.receipt;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds receipts back so that of one person and conversation at most one passes between two calls of {@link #flush}: the
 * first at once, and of those that follow the highest. Safe for use by several threads.
 */
final class Receipts {

    private final int capacity;
    private final Way way;
    private final Map<Key, Recent> recent = new HashMap<>();

    private record Key(String userId, String conversationId) {}

    /**
     * @param highest up to which message it was said to us
     * @param passed up to which we have passed it on
     */
    private record Recent(long highest, long passed) {}

    /** Where receipts go that pass. */
    interface Way {

        /** Must not block. */
        void pass(String userId, String conversationId, long seq);
    }

    /** @param capacity past so many at a time, further ones pass as they come */
    Receipts(int capacity, Way way) {
        this.capacity = capacity;
        this.way = way;
    }

    /** Somebody was shown a conversation up to a message. */
    void received(String userId, String conversationId, long seq) {
        if (passesAtOnce(new Key(userId, conversationId), seq)) {
            way.pass(userId, conversationId, seq);
        }
    }

    private synchronized boolean passesAtOnce(Key key, long seq) {
        Recent before = recent.get(key);
        if (before == null) {
            if (recent.size() < capacity) {
                recent.put(key, new Recent(seq, seq));
            }
            return true;
        }
        recent.put(key, new Recent(Math.max(before.highest(), seq), before.passed()));
        return false;
    }

    /** Lets pass what was held back. Called regularly. */
    void flush() {
        takeHeldBack().forEach((key, seq) -> way.pass(key.userId(), key.conversationId(), seq));
    }

    /** What passes now may pass again only after the next flush; who was quiet is forgotten. */
    private synchronized Map<Key, Long> takeHeldBack() {
        Map<Key, Long> heldBack = new LinkedHashMap<>();
        recent.forEach((key, some) -> {
            if (some.highest() > some.passed()) {
                heldBack.put(key, some.highest());
            }
        });
        recent.clear();
        heldBack.forEach((key, seq) -> recent.put(key, new Recent(seq, seq)));
        return heldBack;
    }
}
