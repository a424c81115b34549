package org.baraza.notification.testing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.UserProfile;

/** A broadcast, as message-service tells of it. */
public final class Broadcasts {

    private final String senderId;
    private final Audience audience;
    private final Priority priority;
    private final Instant createdAt;
    private final String clientMessageId = UUID.randomUUID().toString();

    public Broadcasts(String senderId, Audience audience, Priority priority, Instant createdAt) {
        this.senderId = senderId;
        this.audience = audience;
        this.priority = priority;
        this.createdAt = createdAt;
    }

    public String id() {
        return ConversationId.broadcast(senderId, clientMessageId).value();
    }

    public BroadcastSent sent(String title, String content) {
        return new BroadcastSent(
                UUID.randomUUID().toString(),
                id(),
                senderId,
                clientMessageId,
                audience,
                null,
                createdAt,
                view(title, content, 0));
    }

    public MessageEdited edited(String title, String content) {
        return new MessageEdited(
                UUID.randomUUID().toString(), id(), 1, 1, senderId, null, createdAt, view(title, content, 1));
    }

    public MessageDeleted recalled() {
        return new MessageDeleted(
                UUID.randomUUID().toString(), id(), 1, 2, senderId, DeletionScope.EVERYONE, createdAt);
    }

    public ConversationRead reading(String readerId) {
        return new ConversationRead(UUID.randomUUID().toString(), id(), readerId, 1, 1, createdAt);
    }

    private MessageView view(String title, String content, long rev) {
        return new MessageView(
                id() + "-1",
                id(),
                1,
                clientMessageId,
                UserProfile.unknown(senderId),
                content,
                List.of(),
                true,
                false,
                List.of(senderId),
                rev > 0,
                rev > 0 ? createdAt : null,
                createdAt,
                rev,
                false,
                new BroadcastDetails(title, null, audience.type(), audience.chapterId(), priority, false));
    }
}
