package org.baraza.gateway.command;

import java.util.UUID;

import org.baraza.contracts.MessageId;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;

/** Ids in commands. */
final class CommandIds {

    private CommandIds() {}

    /** A new one, for a command or for a message whose client made none. */
    static String next() {
        return UUID.randomUUID().toString();
    }

    /**
     * The message with a public id.
     *
     * @param actorId who wants something of it
     * @throws RefusedException if the id alone says that there is no such message for them
     */
    static MessageId message(String actorId, String id) {
        try {
            MessageId message = MessageId.parse(id == null ? "" : id);
            if (message.conversation().mayConcern(actorId)) {
                return message;
            }
        } catch (IllegalArgumentException e) {
            // no id of ours names no message
        }
        throw new RefusedException(Refusal.MESSAGE_UNKNOWN, "there is no such message");
    }
}
