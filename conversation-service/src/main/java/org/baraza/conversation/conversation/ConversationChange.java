package org.baraza.conversation.conversation;

import java.util.List;
import java.util.Map;

import org.baraza.contracts.ConversationId;

/**
 * What a run of events does to one direct conversation, all of it at once.
 *
 * @param id which conversation
 * @param lastMessage the last message among the events, as edits and deletions among them leave it; null if there is none
 * @param messageChange what edits and deletions make of the last message that they touch; null if there are none
 * @param headRev the number of the last edit or deletion among the events; 0 if there is none
 * @param cursors by user id, how far those have read at the end who sent or read something
 * @param reads by user id, how far those have read who said so
 * @param archived by user id, the last message of the conversation when each hid it from their list
 */
public record ConversationChange(
        ConversationId id,
        LastMessageDocument lastMessage,
        MessageChange messageChange,
        long headRev,
        Map<String, Long> cursors,
        Map<String, Long> reads,
        Map<String, Long> archived) {

    public ConversationChange {
        cursors = Map.copyOf(cursors);
        reads = Map.copyOf(reads);
        archived = Map.copyOf(archived);
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

    /** Whose list shows {@link #lastMessage} afterwards: everybody's who has not hidden the conversation since. */
    public List<String> visibleTo() {
        return members().stream()
                .filter(member -> archived.getOrDefault(member, 0L) < lastMessage.seq())
                .toList();
    }
}
