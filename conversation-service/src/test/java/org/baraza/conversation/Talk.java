package org.baraza.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.UserProfile;

/** A direct conversation as message-service would number it, for tests. */
public final class Talk {

    private static final Instant START = Instant.parse("2026-11-01T08:00:00.123Z");

    private final ConversationId id;
    private final Instant start;
    private long head;
    private long headRev;

    private Talk(ConversationId id, Instant start) {
        this.id = id;
        this.start = start;
    }

    /** A conversation without messages. */
    public static Talk between(String one, String other) {
        return new Talk(ConversationId.direct(one, other), START);
    }

    /** The same, some seconds later. */
    public Talk startingAfter(long seconds) {
        return new Talk(id, start.plusSeconds(seconds));
    }

    /** A person's id that no other test uses. */
    public static String somebody(String name) {
        return name + '-' + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The conversation's id. */
    public String id() {
        return id.value();
    }

    /** Number of the last message. */
    public long head() {
        return head;
    }

    /** Number of the last edit or deletion. */
    public long headRev() {
        return headRev;
    }

    /** An edit of a message; the next change of the conversation. */
    public MessageEdited edited(String editor, long seq, String content, List<Media> media) {
        headRev++;
        Instant editedAt = start.plusSeconds(seq).plusMillis(headRev);
        MessageView message = message(editor, seq, content, media).message();
        MessageView edited = new MessageView(
                message.id(),
                message.conversationId(),
                message.seq(),
                message.clientMessageId(),
                message.sender(),
                content,
                media,
                false,
                false,
                message.readBy(),
                true,
                editedAt,
                message.createdAt(),
                headRev,
                false,
                null);
        return new MessageEdited(
                "command-edit-" + headRev, id(), seq, headRev, editor, id.otherThan(editor), editedAt, edited);
    }

    /** A deletion of a message; the next change of the conversation. */
    public MessageDeleted deleted(String actor, long seq, DeletionScope scope) {
        headRev++;
        return new MessageDeleted(
                "command-delete-" + headRev,
                id(),
                seq,
                headRev,
                actor,
                scope,
                start.plusSeconds(seq).plusMillis(headRev));
    }

    /** Somebody hides the conversation from their list. */
    public ConversationArchived archived(String userId) {
        return new ConversationArchived("command-archive", id(), userId, head, start.plusSeconds(head));
    }

    /** The next message. */
    public MessageSent sent(String sender) {
        return sent(sender, "message " + (head + 1), List.of());
    }

    /** The next message, with this content. */
    public MessageSent sent(String sender, String content, List<Media> media) {
        head++;
        return message(sender, head, content, media);
    }

    /** A read of everything up to a message. */
    public ConversationRead read(String reader, long upTo) {
        return new ConversationRead("command-read", id(), reader, upTo, head, start.plusSeconds(head));
    }

    /** A message with a number of its own, in no order. */
    public MessageSent message(String sender, long seq, String content, List<Media> media) {
        Instant createdAt = start.plusSeconds(seq);
        String clientMessageId = "client-" + seq;
        return new MessageSent(
                "command-" + seq,
                id(),
                seq,
                sender,
                id.participants().stream()
                        .filter(member -> !member.equals(sender))
                        .findFirst()
                        .orElseThrow(),
                clientMessageId,
                createdAt,
                MessageView.unchanged(
                        id(),
                        seq,
                        clientMessageId,
                        UserProfile.unknown(sender),
                        content,
                        media,
                        List.of(sender),
                        createdAt));
    }
}
