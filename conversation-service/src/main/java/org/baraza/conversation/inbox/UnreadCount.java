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

    /**
     * @param byType of conversations with members
     * @param broadcasts in broadcasts
     */
    static UnreadCount of(Map<ConversationType, Long> byType, long broadcasts) {
        long withMembers = byType.values().stream().mapToLong(Long::longValue).sum();
        return new UnreadCount(byType.getOrDefault(ConversationType.DIRECT, 0L), broadcasts, withMembers + broadcasts);
    }
}
