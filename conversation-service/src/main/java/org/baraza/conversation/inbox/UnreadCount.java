package org.baraza.conversation.inbox;

import java.util.Map;

import org.baraza.conversation.conversation.ConversationType;

/**
 * How many messages somebody has not read.
 *
 * @param direct in direct conversations
 * @param broadcast in broadcasts
 * @param total in all
 */
record UnreadCount(long direct, long broadcast, long total) {

    static UnreadCount of(Map<ConversationType, Long> byType) {
        return new UnreadCount(
                byType.getOrDefault(ConversationType.DIRECT, 0L),
                byType.getOrDefault(ConversationType.BROADCAST, 0L),
                byType.values().stream().mapToLong(Long::longValue).sum());
    }
}
