package org.baraza.message.store;

/**
 * A place in {@code message-commands}.
 *
 * @param partition of the topic
 * @param offset in the partition
 */
public record LogPosition(int partition, long offset) {}
