package org.baraza.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.BroadcastAcknowledged;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.UserProfile;

/**
 * A broadcast as message-service would tell of it, for tests.
 *
 * @param senderId who sends it
 * @param audience whom it is for
 * @param clientMessageId the sender's own id for it
 * @param createdAt when it is stored
 * @param requiresAcknowledgement whether it asks for an acknowledgement
 * @param remindAfter when those are reminded who have not given one; null for never
 */
public record Announcement(
        String senderId,
        Audience audience,
        String clientMessageId,
        Instant createdAt,
        boolean requiresAcknowledgement,
        Duration remindAfter) {

    private static final Media PICTURE = new Media("image", "https://files.example/poster.png", "poster.png");

    /** One that is sent now. */
    public static Announcement by(String senderId, Audience audience) {
        return new Announcement(
                senderId,
                audience,
                UUID.randomUUID().toString(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                false,
                null);
    }

    /** The same at a time. */
    public Announcement at(Instant time) {
        return new Announcement(senderId, audience, clientMessageId, time, requiresAcknowledgement, remindAfter);
    }

    /** The same with a request to acknowledge. */
    public Announcement asking(Duration remindAfterOrNull) {
        return new Announcement(senderId, audience, clientMessageId, createdAt, true, remindAfterOrNull);
    }

    /** The conversation's id. */
    public String id() {
        return ConversationId.broadcast(senderId, clientMessageId).value();
    }

    /** It is sent. */
    public BroadcastSent sent() {
        return new BroadcastSent(
                "command-" + clientMessageId,
                id(),
                senderId,
                clientMessageId,
                audience,
                remindAfter,
                createdAt,
                view("Season opening", "Come all", "The doors open at eight", 0));
    }

    /** Somebody has read it. */
    public ConversationRead readBy(String userId) {
        return new ConversationRead("command-read", id(), userId, 1, 1, createdAt.plusSeconds(1));
    }

    /** Somebody has acknowledged it. */
    public BroadcastAcknowledged acknowledgedBy(String userId) {
        return new BroadcastAcknowledged("command-acknowledge", id(), userId, createdAt.plusSeconds(2));
    }

    /** Somebody has taken it off their list. */
    public ConversationArchived archivedBy(String userId) {
        return new ConversationArchived("command-archive", id(), userId, 1, createdAt.plusSeconds(3));
    }

    /** Its sender has changed it. */
    public MessageEdited edited(long rev) {
        return new MessageEdited(
                "command-edit",
                id(),
                1,
                rev,
                senderId,
                null,
                createdAt.plusSeconds(rev),
                view("New opening", null, "The doors open at nine", rev));
    }

    /** Somebody has deleted it, for themselves or for everybody. */
    public MessageDeleted deletedBy(String userId, DeletionScope scope, long rev) {
        return new MessageDeleted("command-delete", id(), 1, rev, userId, scope, createdAt.plusSeconds(rev));
    }

    private MessageView view(String title, String description, String content, long rev) {
        return new MessageView(
                new MessageId(new ConversationId(id()), 1).toString(),
                id(),
                1,
                clientMessageId,
                UserProfile.unknown(senderId),
                content,
                List.of(PICTURE),
                true,
                false,
                List.of(senderId),
                rev > 0,
                rev > 0 ? createdAt.plusSeconds(rev) : null,
                createdAt,
                rev,
                false,
                new BroadcastDetails(
                        title,
                        description,
                        audience.type(),
                        audience.chapterId(),
                        Priority.HIGH,
                        requiresAcknowledgement));
    }
}
