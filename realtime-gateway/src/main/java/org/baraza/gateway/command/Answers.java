package org.baraza.gateway.command;

import java.time.Instant;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationRead;
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
        throw refusalOf(event);
    }

    /**
     * The message that a send made, or had made before.
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
        String id = new MessageId(new ConversationId(conversationId), seq).toString();
        return new SendAck(id, conversationId, seq, createdAt, clientMessageId);
    }
}
