package org.baraza.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.UserProfile;

/** A direct conversation as message-service would number it, for tests. */
public final class Talk {

    private static final Instant START = Instant.parse("2026-11-01T08:00:00.123Z");

    private final ConversationId id;
    private final Instant start;
    private long head;

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
