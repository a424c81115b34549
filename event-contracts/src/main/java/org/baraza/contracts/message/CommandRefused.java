package org.baraza.contracts.message;

import org.baraza.contracts.EventType;

/**
 * A command was not carried out, and nothing was changed.
 *
 * @param commandId the command that this answers
 * @param conversationId what it was about
 * @param actorId who asked
 * @param reason why, by name
 * @param detail why, in a sentence for people
 */
@EventType("org.baraza.message.refused.v1")
public record CommandRefused(String commandId, String conversationId, String actorId, Refusal reason, String detail)
        implements MessageEvent {}
