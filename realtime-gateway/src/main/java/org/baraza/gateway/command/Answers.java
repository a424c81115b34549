package org.baraza.gateway.command;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.message.BroadcastAcknowledged;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageRepeated;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.message.RefusedException;
import org.baraza.eventlog.EventCodec;

/** What an event says to the one who sent the command. */
final class Answers {

    private Answers() {}

    /**
     * The acknowledgement of {@code message:send}.
     *
     * @param id the message's public id
     * @param conversationId where it stands
     * @param seq its number there
     * @param createdAt when it was stored
     * @param clientMessageId the sender's own id for it
     */
    record SendAck(String id, String conversationId, long seq, Instant createdAt, String clientMessageId) {}

    /**
     * The acknowledgement of {@code conversation:read}.
     *
     * @param conversationId what was read
     * @param seq where the cursor stands now
     * @param unreadCount what is still unread
     */
    record ReadAck(String conversationId, long seq, long unreadCount) {}

    /**
     * The acknowledgement of {@code message:edit}.
     *
     * @param id the message's public id
     * @param conversationId where it stands
     * @param seq its number there
     * @param rev the number of the change that touched it last
     * @param editedAt when it was changed
     */
    record EditAck(String id, String conversationId, long seq, long rev, Instant editedAt) {}

    /**
     * The acknowledgement of {@code message:delete}.
     *
     * @param id the message's public id
     * @param conversationId where it stood
     * @param seq its number there
     * @param rev the number of the deletion among the conversation's changes
     * @param scope for whom it was deleted, {@code me} or {@code everyone}
     * @param deletedAt when
     */
    record DeleteAck(
            String id,
            String conversationId,
            long seq,
            long rev,
            @JsonProperty("for") String scope,
            Instant deletedAt) {}

    /**
     * The acknowledgement of an archived conversation.
     *
     * @param conversationId what is hidden
     * @param head number of its last message: a later one shows it again
     */
    record ArchiveAck(String conversationId, long head) {}

    /**
     * The acknowledgement of {@code broadcast:acknowledge}.
     *
     * @param conversationId the broadcast
     * @param acknowledgedAt when the person has first said so
     */
    record AcknowledgeAck(String conversationId, Instant acknowledgedAt) {}

    /**
     * The acknowledgement of a command, as JSON.
     *
     * @throws RefusedException if the command was refused
     */
    static String ack(MessageEvent event) {
        return EventCodec.toText(ackOf(event));
    }

    private static Object ackOf(MessageEvent event) {
        if (event instanceof MessageSent sent) {
            return sendAck(sent.conversationId(), sent.seq(), sent.createdAt(), sent.clientMessageId());
        }
        if (event instanceof MessageRepeated first) {
            return sendAck(first.conversationId(), first.seq(), first.createdAt(), first.clientMessageId());
        }
        if (event instanceof ConversationRead read) {
            return new ReadAck(read.conversationId(), read.seq(), Math.max(0, read.head() - read.seq()));
        }
        if (event instanceof BroadcastSent sent) {
            return sendAck(sent.conversationId(), sent.message().seq(), sent.createdAt(), sent.clientMessageId());
        }
        return ackOfChange(event);
    }

    private static Object ackOfChange(MessageEvent event) {
        if (event instanceof MessageEdited edited) {
            return new EditAck(
                    edited.message().id(), edited.conversationId(), edited.seq(), edited.rev(), edited.editedAt());
        }
        if (event instanceof MessageDeleted deleted) {
            return new DeleteAck(
                    idOf(deleted.conversationId(), deleted.seq()),
                    deleted.conversationId(),
                    deleted.seq(),
                    deleted.rev(),
                    deleted.scope().name().toLowerCase(Locale.ROOT),
                    deleted.deletedAt());
        }
        if (event instanceof ConversationArchived archived) {
            return new ArchiveAck(archived.conversationId(), archived.head());
        }
        if (event instanceof BroadcastAcknowledged acknowledged) {
            return new AcknowledgeAck(acknowledged.conversationId(), acknowledged.acknowledgedAt());
        }
        throw refusalOf(event);
    }

    /**
     * The message that a command made, had made before, or changed.
     *
     * @throws RefusedException if the command was refused
     */
    static MessageView message(MessageEvent event) {
        if (event instanceof MessageSent sent) {
            return sent.message();
        }
        if (event instanceof MessageRepeated first) {
            return first.message();
        }
        if (event instanceof BroadcastSent sent) {
            return sent.message();
        }
        if (event instanceof MessageEdited edited) {
            return edited.message();
        }
        throw refusalOf(event);
    }

    /**
     * Does nothing if the command was carried out.
     *
     * @throws RefusedException if it was refused
     */
    static void requireDone(MessageEvent event) {
        if (event instanceof CommandRefused) {
            throw refusalOf(event);
        }
    }

    private static RefusedException refusalOf(MessageEvent event) {
        CommandRefused refused = (CommandRefused) event;
        return new RefusedException(refused.reason(), refused.detail());
    }

    private static SendAck sendAck(String conversationId, long seq, Instant createdAt, String clientMessageId) {
        return new SendAck(idOf(conversationId, seq), conversationId, seq, createdAt, clientMessageId);
    }

    private static String idOf(String conversationId, long seq) {
        return new MessageId(new ConversationId(conversationId), seq).toString();
    }
}
