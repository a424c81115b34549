package org.baraza.contracts.message;

import java.time.Instant;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.UserId;

/** What every command must say. */
final class CommandRules {

    private CommandRules() {}

    /**
     * @throws RefusedException if something is missing, or there can be no such conversation for the actor. Who may see a
     *     broadcast is for message-service to say
     */
    static void require(String commandId, String conversationId, String actorId, Instant requestedAt) {
        if (commandId == null || requestedAt == null || !UserId.isValid(actorId)) {
            throw new RefusedException(Refusal.MALFORMED, "commandId, requestedAt and the actor's id are required");
        }
        if (!ConversationId.isValid(conversationId) || !new ConversationId(conversationId).mayConcern(actorId)) {
            throw new RefusedException(Refusal.CONVERSATION_UNKNOWN, "there is no such conversation");
        }
    }

    /** @throws RefusedException if no message can have the number */
    static void requireSeq(long seq) {
        if (seq < 1) {
            throw new RefusedException(Refusal.MALFORMED, "a message is numbered from 1");
        }
    }
}
