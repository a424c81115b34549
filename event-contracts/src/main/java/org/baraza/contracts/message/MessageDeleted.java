package org.baraza.contracts.message;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.baraza.contracts.EventType;
import org.baraza.contracts.broadcast.Audience;

/**
 * A message was deleted, for one person or for everybody.
 *
 * @param commandId the command that this answers
 * @param conversationId where the message stands
 * @param seq its number there, which nobody else gets
 * @param rev the number of this change in the conversation; one that is for one person alone takes a number, too
 * @param actorId who deleted it
 * @param scope for whom
 * @param deletedAt when
 * @param senderId who sent the broadcast, which may be another than who recalled it; null where {@code audience} is
 * @param audience whom the recalled broadcast was for; null for a direct message, for what one person deleted for themselves,
 *     for what was deleted before, and where the writer is older than this member
 */
@EventType("org.baraza.message.deleted.v1")
public record MessageDeleted(
        String commandId,
        String conversationId,
        long seq,
        long rev,
        String actorId,
        DeletionScope scope,
        Instant deletedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String senderId,
        @JsonInclude(JsonInclude.Include.NON_NULL) Audience audience)
        implements MessageEvent {

    /** A deletion in a direct conversation, or for one person. */
    public MessageDeleted(
            String commandId,
            String conversationId,
            long seq,
            long rev,
            String actorId,
            DeletionScope scope,
            Instant deletedAt) {
        this(commandId, conversationId, seq, rev, actorId, scope, deletedAt, null, null);
    }
}
