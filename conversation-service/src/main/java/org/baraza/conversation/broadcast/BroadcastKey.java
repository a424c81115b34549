package org.baraza.conversation.broadcast;

import java.time.Instant;

/**
 * A broadcast's place in a list.
 *
 * @param id the conversation's id
 * @param createdAt newest first
 */
public record BroadcastKey(String id, Instant createdAt) {}
