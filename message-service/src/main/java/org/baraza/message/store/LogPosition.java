package org.baraza.message.store;

/**
 * A place in {@code message-commands}.
 *
 * @param partition of the topic
 * @param offset in the partition
 */
public record LogPosition(int partition, long offset) {

    /** Whether this place is known to stand behind {@code other}; places of two partitions are in no order. */
    public boolean isAfter(LogPosition other) {
        return partition == other.partition && offset > other.offset;
    }
}
