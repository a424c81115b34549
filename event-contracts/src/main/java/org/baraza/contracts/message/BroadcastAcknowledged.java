package org.baraza.contracts.message;

import java.time.Instant;

import org.baraza.contracts.EventType;

/**
 * A recipient has said that they have read a broadcast.
 *
 * @param commandId the command that this answers
 * @param conversationId which broadcast
 * @param userId who said so
 * @param acknowledgedAt when
 */
@EventType("org.baraza.broadcast.acknowledged.v1")
public record BroadcastAcknowledged(String commandId, String conversationId, String userId, Instant acknowledgedAt)
        implements MessageEvent {}
