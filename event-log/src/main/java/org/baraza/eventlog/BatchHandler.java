package org.baraza.eventlog;

import java.util.Collection;
import java.util.List;

/**
 * What a service does with the events of a topic. Runs on the consumer's thread and may block.
 *
 * @param <E> the family of the events
 */
public interface BatchHandler<E> {

    /**
     * Applies a batch and returns when its effects are durable. Must be idempotent: after a crash or a failure the same
     * events come again, possibly in other batches.
     *
     * @param batch in order within each partition; never empty, no event null
     * @throws Exception if not all of it could be applied; {@link #isTransient} says whether to try again
     */
    void apply(List<LogRecord<E>> batch) throws Exception;

    /**
     * Whether a failure will pass by itself, like a store that is away. Then the batch is tried again until it succeeds,
     * and nothing overtakes it. Otherwise its events are applied one by one, and those that still fail are dead letters.
     */
    boolean isTransient(Exception failure);

    /** These partitions belong to another instance from now on: forget what is remembered of them. */
    default void revoked(Collection<Integer> partitions) {}
}
