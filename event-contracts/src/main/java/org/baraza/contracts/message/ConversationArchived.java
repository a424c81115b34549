package org.baraza.contracts.message;

import java.time.Instant;

import org.baraza.contracts.EventType;

/**
 * Somebody hid a conversation from their list until the next message.
 *
 * @param commandId the command that this answers
 * @param conversationId what is hidden
 * @param userId from whose list
 * @param head number of the conversation's last message at this place in the log: a later one shows it again
 * @param archivedAt when
 */
@EventType("org.baraza.conversation.archived.v1")
public record ConversationArchived(
        String commandId, String conversationId, String userId, long head, Instant archivedAt)
        implements MessageEvent {}
