package org.baraza.contracts.message;

import java.time.Instant;

import org.baraza.contracts.EventType;

/**
 * A send whose {@code clientMessageId} had made a message before: nothing was stored, and the first result is given again.
 * Concerns nobody but the gateway that waits for {@code commandId}.
 *
 * @param commandId the command that this answers
 * @param conversationId where the message stands
 * @param seq the number that the first send was given
 * @param senderId who sent both
 * @param clientMessageId the sender's own id, the same in both
 * @param createdAt when the first was stored
 * @param message the message as it stands, whatever the repetition held
 */
@EventType("org.baraza.message.repeated.v1")
public record MessageRepeated(
        String commandId,
        String conversationId,
        long seq,
        String senderId,
        String clientMessageId,
        Instant createdAt,
        MessageView message)
        implements MessageEvent {}
