package org.baraza.conversation.conversation;

import java.util.List;
import java.util.Map;

import org.baraza.contracts.ConversationId;

/**
 * What a run of events does to one direct conversation, all of it at once.
 *
 * @param id which conversation
 * @param lastMessage the last message among the events; null if there is none
 * @param cursors by user id, how far those have read at the end who sent or read something
 * @param reads by user id, how far those have read who said so
 */
public record ConversationChange(
        ConversationId id, LastMessageDocument lastMessage, Map<String, Long> cursors, Map<String, Long> reads) {

    public ConversationChange {
        cursors = Map.copyOf(cursors);
        reads = Map.copyOf(reads);
    }

    /** Who takes part. */
    public List<String> members() {
        return id.participants();
    }

    /**
     * Whose cursor is behind {@link #lastMessage} afterwards. Whoever is not in {@link #cursors} is: nobody can have read it
     * before these events, and none of these says that they did.
     */
    public List<String> unreadBy() {
        return members().stream()
                .filter(member -> cursors.getOrDefault(member, 0L) < lastMessage.seq())
                .toList();
    }
}
