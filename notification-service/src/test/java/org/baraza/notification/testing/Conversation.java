package org.baraza.notification.testing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.UserProfile;

/** A direct conversation of two people, numbered as message-service would. Time moves a second with each message. */
public final class Conversation {

    public static final Instant BEGINNING = Instant.parse("2026-11-01T10:00:00Z");

    private final ConversationId id;
    private long head;

    private Conversation(String one, String other) {
        this.id = ConversationId.direct(one, other);
    }

    public static Conversation between(String one, String other) {
        return new Conversation(one, other);
    }

    /** A person nobody has heard of before. */
    public static String somebody(String name) {
        return name + '-' + UUID.randomUUID().toString().substring(0, 13);
    }

    public String id() {
        return id.value();
    }

    public long head() {
        return head;
    }

    public MessageSent message(String senderId, String content) {
        head++;
        Instant createdAt = BEGINNING.plusSeconds(head);
        String clientMessageId = "c" + head;
        MessageView view = MessageView.unchanged(
                id(),
                head,
                clientMessageId,
                UserProfile.unknown(senderId),
                content,
                List.of(),
                List.of(senderId),
                createdAt);
        return new MessageSent(
                UUID.randomUUID().toString(),
                id(),
                head,
                senderId,
                id.otherThan(senderId),
                clientMessageId,
                createdAt,
                view);
    }

    public ConversationRead reading(String readerId, long upTo) {
        return new ConversationRead(
                UUID.randomUUID().toString(), id(), readerId, upTo, head, BEGINNING.plusSeconds(head));
    }
}
