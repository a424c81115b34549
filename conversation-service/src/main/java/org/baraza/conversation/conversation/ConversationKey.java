package org.baraza.conversation.conversation;

import java.time.Instant;

/**
 * A conversation's place in a list.
 *
 * @param id which conversation
 * @param activityAt newest first
 */
public record ConversationKey(String id, Instant activityAt) {}
