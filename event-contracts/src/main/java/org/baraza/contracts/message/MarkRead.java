package org.baraza.contracts.message;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.baraza.contracts.EventType;

/**
 * Move the reader's cursor forward. It never moves back and never past the head; a command behind the cursor changes
 * nothing.
 *
 * @param commandId made by the gateway for this attempt
 * @param conversationId what was read
 * @param readerId who read
 * @param upTo number of the last message read; null for everything that stands before this command in the log
 * @param requestedAt when the gateway accepted the command
 */
@EventType("org.baraza.conversation.mark-read.v1")
public record MarkRead(String commandId, String conversationId, String readerId, Long upTo, Instant requestedAt)
        implements MessageCommand {

    public MarkRead {
        CommandRules.require(commandId, conversationId, readerId, requestedAt);
        if (upTo != null && upTo < 0) {
            throw new RefusedException(Refusal.MALFORMED, "seq must not be negative");
        }
    }

    @Override
    @JsonIgnore
    public String actorId() {
        return readerId;
    }
}
