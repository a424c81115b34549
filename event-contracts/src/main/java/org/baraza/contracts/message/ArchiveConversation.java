package org.baraza.contracts.message;

import java.time.Instant;

import org.baraza.contracts.EventType;

/**
 * Hide a conversation from the actor's list until the next message.
 *
 * @param commandId made by the gateway for this attempt
 * @param conversationId what is hidden
 * @param actorId from whose list
 * @param requestedAt when the gateway accepted the command
 */
@EventType("org.baraza.conversation.archive.v1")
public record ArchiveConversation(String commandId, String conversationId, String actorId, Instant requestedAt)
        implements MessageCommand {

    public ArchiveConversation {
        CommandRules.require(commandId, conversationId, actorId, requestedAt);
    }
}
