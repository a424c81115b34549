package org.baraza.message.store;

/**
 * A range of the numbers of a conversation, of its messages or of its changes.
 *
 * @param conversationId which
 * @param after the number before the first
 * @param upTo the last
 */
public record NumberRange(String conversationId, long after, long upTo) {}
