package org.baraza.gateway.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which numbers of a conversation, of messages or of changes, this gateway has met. After a crash of the writer an event may stand on the log twice,
 * and its second coming must not reach a socket. Remembers the conversations that were busy last. Used by one thread.
 */
final class SeenNumbers {

    /** More gaps than this in one conversation and the oldest is given up. */
    private static final int MAX_MISSING = 64;

    private final Map<String, Seen> byConversation;

    SeenNumbers(int capacity) {
        this.byConversation = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
                return size() > capacity;
            }
        };
    }

    private static final class Seen {
        private long highest;
        private final TreeSet<Long> missing = new TreeSet<>();
    }

    /** @return whether this is the first time that the number is met */
    boolean isFirst(String conversationId, long number) {
        Seen seen = byConversation.get(conversationId);
        if (seen == null) {
            seen = new Seen();
            seen.highest = number;
            byConversation.put(conversationId, seen);
            return true;
        }
        if (number <= seen.highest) {
            return seen.missing.remove(number);
        }
        for (long between = Math.max(seen.highest + 1, number - MAX_MISSING); between < number; between++) {
            seen.missing.add(between);
        }
        while (seen.missing.size() > MAX_MISSING) {
            seen.missing.pollFirst();
        }
        seen.highest = number;
        return true;
    }
}
