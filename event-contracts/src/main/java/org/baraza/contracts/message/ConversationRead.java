package org.baraza.contracts.message;

import java.time.Instant;

import org.baraza.contracts.EventType;

/**
 * Somebody has read a conversation up to a message. Unread for them is {@code head - seq}.
 *
 * @param commandId the command that this answers
 * @param conversationId what was read
 * @param readerId who read
 * @param seq number of the last message read: their cursor from now on; 0 if they have read none
 * @param head number of the conversation's last message at this place in the log
 * @param readAt when the cursor came to stand there
 */
@EventType("org.baraza.conversation.read.v1")
public record ConversationRead(
        String commandId, String conversationId, String readerId, long seq, long head, Instant readAt)
        implements MessageEvent {}
