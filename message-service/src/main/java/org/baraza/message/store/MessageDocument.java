package org.baraza.message.store;

import java.time.Instant;
import java.util.List;

import org.baraza.contracts.message.SendMessage;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A message at rest.
 *
 * @param id {@code <conversationId>/<senderId>/<clientMessageId>}: the same send never makes two messages
 * @param conversationId where it was sent
 * @param seq its number there, from 1 without gaps
 * @param commandId the command that made it: tells a replay of that command from a client's repetition
 * @param position where that command stands: tells which reads came before it; may be null
 * @param senderId who wrote it
 * @param clientMessageId the sender's own id for it
 * @param content the text
 * @param media what it refers to
 * @param createdAt when it was stored, to the millisecond
 */
public record MessageDocument(
        @BsonId String id,
        String conversationId,
        long seq,
        String commandId,
        LogPosition position,
        String senderId,
        String clientMessageId,
        String content,
        List<MediaDocument> media,
        Instant createdAt) {

    /** The key under which a send is stored. */
    public static String keyOf(SendMessage command) {
        return command.conversationId() + '/' + command.senderId() + '/' + command.clientMessageId();
    }

    /** The message that a send becomes. */
    public static MessageDocument of(SendMessage command, LogPosition position, long seq, Instant createdAt) {
        return new MessageDocument(
                keyOf(command),
                command.conversationId(),
                seq,
                command.commandId(),
                position,
                command.senderId(),
                command.clientMessageId(),
                command.content(),
                command.media().stream().map(MediaDocument::of).toList(),
                createdAt);
    }

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "MessageDocument[" + conversationId + " seq " + seq + "]";
    }
}
