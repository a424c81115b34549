package org.baraza.contracts.message;

import java.time.Instant;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.EventType;

/**
 * A message is stored by a majority and has its number.
 *
 * @param commandId the command that this answers
 * @param conversationId where it was sent
 * @param seq its number there: one more than that of the message before it
 * @param senderId who wrote it
 * @param receiverId who it is for
 * @param clientMessageId the sender's own id for it
 * @param createdAt when it was stored
 * @param message the message as clients see it
 */
@EventType("org.baraza.message.sent.v1")
public record MessageSent(
        String commandId,
        String conversationId,
        long seq,
        String senderId,
        String receiverId,
        String clientMessageId,
        Instant createdAt,
        MessageView message)
        implements MessageEvent {

    public MessageSent {
        ConversationId conversation = new ConversationId(conversationId);
        if (!conversation.hasParticipant(senderId) || !conversation.hasParticipant(receiverId)) {
            throw new IllegalArgumentException("sender and receiver are not the participants of the conversation");
        }
        if (seq < 1 || createdAt == null || message == null) {
            throw new IllegalArgumentException("seq, createdAt and message are required");
        }
    }
}
