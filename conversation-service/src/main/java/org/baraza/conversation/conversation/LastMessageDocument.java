package org.baraza.conversation.conversation;

import java.time.Instant;
import java.util.List;

import org.baraza.contracts.message.MessageSent;

/**
 * What a list of conversations shows of the last message.
 *
 * @param seq its number
 * @param senderId who wrote it
 * @param clientMessageId the sender's own id for it
 * @param content the text
 * @param media what it refers to
 * @param createdAt when it was stored
 */
public record LastMessageDocument(
        long seq,
        String senderId,
        String clientMessageId,
        String content,
        List<MediaDocument> media,
        Instant createdAt) {

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
                event.message().media() == null
                        ? List.of()
                        : event.message().media().stream()
                                .map(MediaDocument::of)
                                .toList(),
                event.createdAt());
    }

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "LastMessageDocument[" + seq + " by " + senderId + "]";
    }
}
