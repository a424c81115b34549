package org.baraza.conversation.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A conversation at rest.
 *
 * @param id the conversation's id
 * @param type what kind it is
 * @param members who takes part
 * @param visibleTo whose list shows it; a message makes it visible to every member again
 * @param head number of the last message
 * @param headRev number of the last edit or deletion of any of its messages; 0 if there was none, and where the field is
 *     missing
 * @param lastActivityAt when the last message was stored: the place in the list
 * @param lastMessage what the list shows of it
 * @param cursors by user id, number of the last message that each has read; who is missing has read none
 * @param unreadBy whose cursor is behind the head
 */
public record ConversationDocument(
        @BsonId String id,
        ConversationType type,
        List<String> members,
        List<String> visibleTo,
        long head,
        Long headRev,
        Instant lastActivityAt,
        LastMessageDocument lastMessage,
        Map<String, Long> cursors,
        List<String> unreadBy) {

    public ConversationDocument {
        headRev = headRev == null ? 0L : headRev;
    }

    /** Number of the last message that {@code userId} has read; 0 for none. */
    public long cursorOf(String userId) {
        return cursors.getOrDefault(userId, 0L);
    }

    /** How many messages {@code userId} has not read. */
    public long unreadOf(String userId) {
        return Math.max(0, head - cursorOf(userId));
    }
}
