package org.baraza.contracts.message;

import java.time.Instant;

import org.baraza.contracts.EventType;
import org.baraza.contracts.user.AccountType;

/**
 * Delete a message: for oneself, or for everybody as its sender or as an admin of the broadcast.
 *
 * @param commandId made by the gateway for this attempt
 * @param conversationId where the message stands
 * @param seq its number there, from 1
 * @param actorId who asks
 * @param accountType what the actor's token says they are
 * @param chapterId the chapter that the actor's token says they belong to; may be null
 * @param scope for whom
 * @param requestedAt when the gateway accepted the command
 */
@EventType("org.baraza.message.delete.v1")
public record DeleteMessage(
        String commandId,
        String conversationId,
        long seq,
        String actorId,
        AccountType accountType,
        String chapterId,
        DeletionScope scope,
        Instant requestedAt)
        implements MessageCommand {

    public DeleteMessage {
        CommandRules.require(commandId, conversationId, actorId, requestedAt);
        CommandRules.requireSeq(seq);
        if (scope == null || accountType == null) {
            throw new RefusedException(Refusal.MALFORMED, "scope and accountType are required");
        }
    }
}
