package org.baraza.notification.inbox;

import java.time.Instant;
import java.util.List;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * What one person is told about one cause, as it rests in the collection {@code notifications}. For {@link #NEW_MESSAGE} the
 * cause is a conversation, and the document tells of its current run: the messages that came since the person last read
 * it. A message after that starts a new run in the same document. For other types the cause is what another system posted,
 * which happens once.
 *
 * <p>A notification that the person has deleted keeps its place, without the person and without texts: no list and no count
 * sees it, and the same cause is known to have happened.
 *
 * @param id {@code <userId>~<cause>}: one document for each person and cause, found without an index of its own
 * @param userId whose notification; null once they have deleted it
 * @param type what kind of cause
 * @param conversationId the cause of a {@link #NEW_MESSAGE}; null for others
 * @param senderId who caused it last; null for nobody, and once it is deleted
 * @param firstSeq number of the first message of the run, 1 where there are no messages; part of the public id
 * @param lastSeq number of the run's last message; only ever grows, so a message that comes again is known by it
 * @param count messages in the run
 * @param isRead whether the person has seen it; true once it is deleted
 * @param preview the line of text: the beginning of the last message, or what was posted; null for none, and where the
 *     message was deleted
 * @param createdAt when it was caused last, to the millisecond
 * @param cleared the runs that were read by reading the conversation and whose events may not be published yet: in effect the
 *     last one, more only if the service crashes in between; empty where the field is missing
 * @param rev the number of the last edit or deletion in the conversation that changed the preview; 0 for none and where the
 *     field is missing
 * @param version how often it was written; null where the field is missing. Whoever writes what they have worked out from a
 *     document does so only if it is still the same
 * @param posted what another system posted; null for a {@link #NEW_MESSAGE}, and once it is deleted
 */
@MongoEntity(collection = NotificationDocument.COLLECTION)
public record NotificationDocument(
        @BsonId String id,
        String userId,
        String type,
        String conversationId,
        String senderId,
        long firstSeq,
        long lastSeq,
        long count,
        boolean isRead,
        String preview,
        Instant createdAt,
        List<Cleared> cleared,
        Long rev,
        Long version,
        Posted posted) {

    /** The collection. */
    public static final String COLLECTION = "notifications";

    public static final String NEW_MESSAGE = "NEW_MESSAGE";

    /**
     * A run that was read by reading the conversation.
     *
     * @param run its {@link #firstSeq}
     * @param by the command that did it; if it comes again, the event may not have been published
     */
    public record Cleared(long run, String by) {}

    /**
     * What is told of something that is no message.
     *
     * @param title the headline
     * @param actionUrl where a click leads; null for nowhere
     * @param metadata what else a client may want, as JSON: its names are not ours to make fields of
     * @param by the place of the command on its topic; if it comes again, the event may not have been published
     */
    public record Posted(String title, String actionUrl, String metadata, String by) {

        /** Leaves the texts out, so that no log ever holds them. */
        @Override
        public String toString() {
            return "Posted[" + by + "]";
        }
    }

    public NotificationDocument {
        cleared = cleared == null ? List.of() : List.copyOf(cleared);
        rev = rev == null ? 0L : rev;
    }

    /** The id that clients know it by. */
    public NotificationId publicId() {
        return new NotificationId(NotificationId.causeOf(id), firstSeq);
    }

    /** Whose it is or, if they have deleted it, was. */
    public String owner() {
        return NotificationId.ownerOf(id);
    }

    /** Whether the person has deleted it. */
    public boolean isDeleted() {
        return userId == null;
    }

    /** The same, read. */
    public NotificationDocument asRead(List<Cleared> unpublished) {
        return new NotificationDocument(
                id,
                userId,
                type,
                conversationId,
                senderId,
                firstSeq,
                lastSeq,
                count,
                true,
                preview,
                createdAt,
                unpublished,
                rev,
                version,
                posted);
    }

    /** The same with another line of text, since a change with this number. */
    public NotificationDocument withPreview(String changed, long number) {
        return new NotificationDocument(
                id,
                userId,
                type,
                conversationId,
                senderId,
                firstSeq,
                lastSeq,
                count,
                isRead,
                changed,
                createdAt,
                cleared,
                number,
                version,
                posted);
    }

    /** Leaves the texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "NotificationDocument[" + id + ", " + firstSeq + ".." + lastSeq + (isRead ? ", read]" : "]");
    }
}
