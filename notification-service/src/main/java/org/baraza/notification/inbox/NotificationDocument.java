package org.baraza.notification.inbox;

import java.time.Instant;
import java.util.List;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * What one person is told about one cause, as it rests in the collection {@code notifications}. For {@link #NEW_MESSAGE} the
 * cause is a conversation, and the document tells of its current run: the messages that came since the person last read
 * it. A message after that starts a new run in the same document.
 *
 * @param id {@code <userId>~<cause>}: one document for each person and cause, found without an index of its own
 * @param userId whose notification
 * @param type what kind of cause
 * @param conversationId the cause of a {@link #NEW_MESSAGE}
 * @param senderId who caused it last
 * @param firstSeq number of the first message of the run; part of the public id
 * @param lastSeq number of the run's last message; only ever grows, so a message that comes again is known by it
 * @param count messages in the run
 * @param isRead whether the person has seen it
 * @param preview the beginning of the last message
 * @param createdAt when the last message was stored, to the millisecond
 * @param cleared the runs that were read by reading the conversation and whose events may not be published yet: in effect the
 *     last one, more only if the service crashes in between; empty where the field is missing
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
        List<Cleared> cleared) {

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

    public NotificationDocument {
        cleared = cleared == null ? List.of() : List.copyOf(cleared);
    }

    /** The id that clients know it by. */
    public NotificationId publicId() {
        return new NotificationId(conversationId, firstSeq);
    }

    /** Leaves the preview out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "NotificationDocument[" + id + ", " + firstSeq + ".." + lastSeq + (isRead ? ", read]" : "]");
    }
}
