package org.baraza.conversation.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.baraza.contracts.message.MessageSent;

/**
 * What a list of conversations shows of the last message. Fields that are missing in the store say that nothing changed it.
 *
 * @param seq its number
 * @param senderId who wrote it
 * @param clientMessageId the sender's own id for it
 * @param content the text as it stands now; empty once it is deleted for everybody
 * @param media what it refers to now; none once it is deleted for everybody
 * @param createdAt when it was stored
 * @param rev the number of the change for everybody that touched it last; 0 if none has
 * @param editedAt when its text was changed last; null if never
 * @param isDeleted whether it was deleted for everybody
 * @param deletedFor by user id, the number of the change with which each has deleted it for themselves
 */
public record LastMessageDocument(
        long seq,
        String senderId,
        String clientMessageId,
        String content,
        List<MediaDocument> media,
        Instant createdAt,
        Long rev,
        Instant editedAt,
        Boolean isDeleted,
        Map<String, Long> deletedFor) {

    public LastMessageDocument {
        rev = rev == null ? 0L : rev;
        isDeleted = isDeleted != null && isDeleted;
        deletedFor = deletedFor == null ? Map.of() : Map.copyOf(deletedFor);
    }

    /** A message that nothing has changed. */
    public LastMessageDocument(
            long seq,
            String senderId,
            String clientMessageId,
            String content,
            List<MediaDocument> media,
            Instant createdAt) {
        this(seq, senderId, clientMessageId, content, media, createdAt, 0L, null, false, Map.of());
    }

    /**
     * The message of an event.
     *
     * @throws IllegalArgumentException if the event has no number, time or message
     */
    public static LastMessageDocument of(MessageSent event) {
        if (event.seq() < 1) {
            throw new IllegalArgumentException("a message is numbered from 1: " + event.seq());
        }
        if (event.createdAt() == null || event.message() == null) {
            throw new IllegalArgumentException("createdAt and message are required");
        }
        return new LastMessageDocument(
                event.seq(),
                event.senderId(),
                event.clientMessageId(),
                event.message().content(),
                MediaDocument.of(event.message().media()),
                event.createdAt());
    }

    /** Whether {@code userId} is shown that it was deleted, in place of its text. */
    public boolean isDeletedFor(String userId) {
        return isDeleted || deletedFor.containsKey(userId);
    }

    /** The number of the change that {@code userId} sees last; 0 if they see none. */
    public long revFor(String userId) {
        return Math.max(rev, deletedFor.getOrDefault(userId, 0L));
    }

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "LastMessageDocument[" + seq + " by " + senderId + "]";
    }
}
