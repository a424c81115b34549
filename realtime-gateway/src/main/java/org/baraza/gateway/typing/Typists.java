package org.baraza.gateway.typing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is writing, as this gateway's clients were told. Somebody who does not say so again in time has stopped, so a client or
 * a gateway that dies leaves nobody writing for ever. Safe for use by several threads.
 */
final class Typists {

    /** More people than ever write at once to people of one gateway; further ones are not shown. */
    static final int MAX = 20_000;

    private final long patienceNanos;
    private final Map<Typist, Long> deadlines = new HashMap<>();

    /** Somebody who writes in a conversation. */
    record Typist(String conversationId, String userId) {}

    /** @param patience somebody who does not say so again by then has stopped */
    Typists(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Hears of somebody.
     *
     * @param now monotonic, in nanoseconds
     * @return whether that is news
     */
    synchronized boolean heard(Typist typist, boolean isTyping, long now) {
        if (!isTyping) {
            return deadlines.remove(typist) != null;
        }
        if (deadlines.size() >= MAX && !deadlines.containsKey(typist)) {
            return false;
        }
        return deadlines.put(typist, now + patienceNanos) == null;
    }

    /** Takes out who has not said so again in time. */
    synchronized List<Typist> expire(long now) {
        List<Typist> stopped = new ArrayList<>();
        deadlines.forEach((typist, deadline) -> {
            if (deadline - now <= 0) {
                stopped.add(typist);
            }
        });
        stopped.forEach(deadlines::remove);
        return stopped;
    }
}
