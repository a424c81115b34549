package org.baraza.contracts.message;

import java.time.Instant;

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
        implements MessageEvent {}
