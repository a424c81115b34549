package org.baraza.contracts.message;

import java.time.Instant;

import org.baraza.contracts.EventType;

/**
 * A message was changed by its sender.
 *
 * @param commandId the command that this answers
 * @param conversationId where the message stands
 * @param seq its number there, which stays
 * @param rev the number of this change in the conversation: one more than that of the change before it
 * @param editorId who changed it
 * @param receiverId the other person of a direct conversation; null for a broadcast
 * @param editedAt when
 * @param message the message as it stands now, as clients see it
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
        MessageView message)
        implements MessageEvent {}
