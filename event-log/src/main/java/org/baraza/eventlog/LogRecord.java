package org.baraza.eventlog;

import java.time.Instant;

import io.opentelemetry.context.Context;

/**
 * An event as it was read from a topic.
 *
 * @param partition of the topic
 * @param offset in the partition
 * @param key of the record; null if it had none
 * @param event what it says; null where a compacted topic says that the key is gone
 * @param trace the trace that the event belongs to; the root context if none
 * @param at when it was written, by its writer's clock
 * @param id what its writer calls it, {@code ce_id}: the same when it is written again after a crash; null if it had none
 * @param <E> the family of the event
 */
public record LogRecord<E>(int partition, long offset, String key, E event, Context trace, Instant at, String id) {

    /** A record of which nobody asks what it is called. */
    public LogRecord(int partition, long offset, String key, E event, Context trace, Instant at) {
        this(partition, offset, key, event, trace, at, null);
    }

    /** A record of which nobody asks when it was written either. */
    public LogRecord(int partition, long offset, String key, E event, Context trace) {
        this(partition, offset, key, event, trace, Instant.EPOCH);
    }
}
