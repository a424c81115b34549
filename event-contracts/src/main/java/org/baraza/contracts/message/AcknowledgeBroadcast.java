package org.baraza.contracts.message;

import java.time.Instant;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.EventType;

/**
 * A recipient says that they have read a broadcast that asks for it. Also reads it.
 *
 * @param commandId made by the gateway for this attempt
 * @param conversationId which broadcast
 * @param actorId who says so
 * @param requestedAt when the gateway accepted the command
 */
@EventType("org.baraza.broadcast.acknowledge.v1")
public record AcknowledgeBroadcast(String commandId, String conversationId, String actorId, Instant requestedAt)
        implements MessageCommand {

    public AcknowledgeBroadcast {
        CommandRules.require(commandId, conversationId, actorId, requestedAt);
        if (!new ConversationId(conversationId).isBroadcast()) {
            throw new RefusedException(Refusal.CONVERSATION_UNKNOWN, "there is no such broadcast");
        }
    }
}
