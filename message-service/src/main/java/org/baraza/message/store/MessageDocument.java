package org.baraza.message.store;

import java.time.Instant;
import java.util.List;

import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.SendMessage;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A message at rest, as it stands now.
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
 * @param broadcast title and audience of a broadcast; null for others
 * @param change the last change that everybody sees of it; null if there is none
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
        Instant createdAt,
        BroadcastDocument broadcast,
        ChangeMark change) {

    /** The number of the only message of a broadcast. */
    public static final long BROADCAST_SEQ = 1;

    /** The key under which a send is stored. */
    public static String keyOf(String conversationId, String senderId, String clientMessageId) {
        return conversationId + '/' + senderId + '/' + clientMessageId;
    }

    /** The message that a send becomes. */
    public static MessageDocument of(SendMessage command, LogPosition position, long seq, Instant createdAt) {
        return new MessageDocument(
                keyOf(command.conversationId(), command.senderId(), command.clientMessageId()),
                command.conversationId(),
                seq,
                command.commandId(),
                position,
                command.senderId(),
                command.clientMessageId(),
                command.content(),
                media(command.media()),
                createdAt,
                null,
                null);
    }

    /** The message that a broadcast becomes. */
    public static MessageDocument of(PublishBroadcast command, LogPosition position, Instant createdAt) {
        return new MessageDocument(
                keyOf(command.conversationId(), command.senderId(), command.clientMessageId()),
                command.conversationId(),
                BROADCAST_SEQ,
                command.commandId(),
                position,
                command.senderId(),
                command.clientMessageId(),
                command.content(),
                media(command.media()),
                createdAt,
                BroadcastDocument.of(command),
                null);
    }

    /** The message as it stands after a change that everybody sees. */
    public MessageDocument changedBy(ChangeDocument done) {
        boolean edited = done.kind() == ChangeDocument.Kind.EDITED;
        ContentDocument result = done.result();
        return with(
                result,
                new ChangeMark(
                        done.rev(),
                        done.position(),
                        edited ? done.at() : editedAt(),
                        edited ? null : done.at(),
                        edited ? null : done.actorId()));
    }

    /** The message as it was sent, before the first change that everybody sees. */
    public MessageDocument before(ChangeDocument first) {
        return with(first.before(), null);
    }

    /** What can be changed about it, as it is now. */
    public ContentDocument contents() {
        return new ContentDocument(
                content,
                media,
                broadcast == null ? null : broadcast.title(),
                broadcast == null ? null : broadcast.description());
    }

    /** The number of the last change that everybody sees of it; 0 if there is none. */
    public long rev() {
        return change == null ? 0 : change.rev();
    }

    /** When it was edited last; null if it never was. */
    public Instant editedAt() {
        return change == null ? null : change.editedAt();
    }

    /** Whether it was deleted for everybody. */
    public boolean isDeleted() {
        return change != null && change.deletedAt() != null;
    }

    /** Media at rest. */
    public static List<MediaDocument> media(List<Media> media) {
        return media.stream().map(MediaDocument::of).toList();
    }

    private MessageDocument with(ContentDocument contents, ChangeMark mark) {
        return new MessageDocument(
                id,
                conversationId,
                seq,
                commandId,
                position,
                senderId,
                clientMessageId,
                contents.content(),
                contents.media(),
                createdAt,
                broadcast == null ? null : broadcast.with(contents),
                mark);
    }

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "MessageDocument[" + conversationId + " seq " + seq + "]";
    }
}
