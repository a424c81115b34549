package org.baraza.contracts.message;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.baraza.contracts.EventType;
import org.baraza.contracts.broadcast.Audience;

/**
 * A broadcast is stored by a majority. Its message has the number 1 in a conversation of its own.
 *
 * @param commandId the command that this answers
 * @param conversationId the broadcast's conversation
 * @param senderId who sent it
 * @param clientMessageId the sender's own id for it
 * @param audience whom it is for
 * @param remindAfter how long after {@code createdAt} those are reminded who have not acknowledged it; null for never
 * @param createdAt when it was stored
 * @param message the message as clients see it, with its {@link MessageView#broadcast() title and priority}
 */
@EventType("org.baraza.broadcast.sent.v1")
public record BroadcastSent(
        String commandId,
        String conversationId,
        String senderId,
        String clientMessageId,
        Audience audience,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration remindAfter,
        Instant createdAt,
        MessageView message)
        implements MessageEvent {}
