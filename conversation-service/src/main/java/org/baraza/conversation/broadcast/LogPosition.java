package org.baraza.conversation.broadcast;

/**
 * A place in {@code message-events}. A broadcast's events stand in one partition, in order.
 *
 * @param partition of the topic
 * @param offset in the partition
 */
record LogPosition(int partition, long offset) {}
