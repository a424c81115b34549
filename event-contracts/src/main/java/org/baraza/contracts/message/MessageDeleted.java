package org.baraza.contracts.message;

import java.time.Instant;

import org.baraza.contracts.EventType;

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
 */
@EventType("org.baraza.message.deleted.v1")
public record MessageDeleted(
        String commandId,
        String conversationId,
        long seq,
        long rev,
        String actorId,
        DeletionScope scope,
        Instant deletedAt)
        implements MessageEvent {}
