package org.baraza.contracts.message;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.baraza.contracts.EventType;
import org.baraza.contracts.broadcast.Audience;

/**
 * A message was changed by its sender.
 *
 * @param commandId the command that this answers
 * @param conversationId where the message stands
 * @param seq its number there, which stays
 * @param rev the number of this change in the conversation: one more than that of the change before it. An edit that leaves
 *     the message as it is has the number of the change that made it so; 0 if it says what it said when it was sent
 * @param editorId who changed it
 * @param receiverId the other person of a direct conversation; null for a broadcast
 * @param editedAt when
 * @param message the message as it stands now, as clients see it
 * @param audience whom the broadcast is for; null for a direct message, for an edit that leaves the message as it is, and
 *     where the writer is older than this member
 */
@EventType("org.baraza.message.edited.v1")
public record MessageEdited(
        String commandId,
        String conversationId,
        long seq,
        long rev,
        String editorId,
        String receiverId,
        Instant editedAt,
        MessageView message,
        @JsonInclude(JsonInclude.Include.NON_NULL) Audience audience)
        implements MessageEvent {

    /** An edit of a direct message. */
    public MessageEdited(
            String commandId,
            String conversationId,
            long seq,
            long rev,
            String editorId,
            String receiverId,
            Instant editedAt,
            MessageView message) {
        this(commandId, conversationId, seq, rev, editorId, receiverId, editedAt, message, null);
    }

    /** Whether the message says what it said when it was sent: then this answers a command, and there is nothing to follow. */
    public boolean changesNothing() {
        return rev == 0;
    }
}
