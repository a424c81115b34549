package org.baraza.notification.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.UserProfile;

/** A direct conversation of two people, numbered as message-service would. Time moves a second with each message. */
public final class Conversation {

    public static final Instant BEGINNING = Instant.parse("2026-11-01T10:00:00Z");

    private final ConversationId id;
    private final List<String> senders = new ArrayList<>();
    private long head;
    private long headRev;

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
        senders.add(senderId);
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

    /** Who wrote a message. */
    public String senderOf(long seq) {
        return senders.get((int) seq - 1);
    }

    /** Number of the last edit or deletion. */
    public long headRev() {
        return headRev;
    }

    public MessageEdited edited(String editorId, long seq, String content) {
        headRev++;
        Instant editedAt = BEGINNING.plusSeconds(head).plusMillis(headRev);
        MessageView view = new MessageView(
                id() + "-" + seq,
                id(),
                seq,
                "c" + seq,
                UserProfile.unknown(editorId),
                content,
                List.of(),
                false,
                false,
                List.of(editorId),
                true,
                editedAt,
                BEGINNING.plusSeconds(seq),
                headRev,
                false,
                null);
        return new MessageEdited(
                UUID.randomUUID().toString(), id(), seq, headRev, editorId, id.otherThan(editorId), editedAt, view);
    }

    public MessageDeleted deleted(String actorId, long seq, DeletionScope scope) {
        headRev++;
        return new MessageDeleted(
                UUID.randomUUID().toString(),
                id(),
                seq,
                headRev,
                actorId,
                scope,
                BEGINNING.plusSeconds(head).plusMillis(headRev));
    }

    public ConversationRead reading(String readerId, long upTo) {
        return new ConversationRead(
                UUID.randomUUID().toString(), id(), readerId, upTo, head, BEGINNING.plusSeconds(head));
    }
}
