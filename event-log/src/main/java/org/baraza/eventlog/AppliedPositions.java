package org.baraza.eventlog;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Up to where a group of readers has applied the events of a topic, and who waits for it. This instance knows of the
 * partitions that it reads; for those of others, and for its own before the first batch, it asks the brokers for what the
 * group has committed, which lags by {@link OffsetCommits#INTERVAL} at most. Safe for use by several threads; never
 * blocks.
 */
public final class AppliedPositions {

    private static final Duration ASK_AGAIN = Duration.ofMillis(50);

    private final Map<Integer, Long> nextByPartition = new ConcurrentHashMap<>();
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final Supplier<CompletableFuture<Map<Integer, Long>>> committed;
    private final Runnable onAwaited;

    /**
     * @param committed asks the brokers for the group's committed offsets, by partition
     * @param onAwaited called when somebody begins to wait for a partition that this instance reads
     */
    AppliedPositions(Supplier<CompletableFuture<Map<Integer, Long>>> committed, Runnable onAwaited) {
        this.committed = committed;
        this.onAwaited = onAwaited;
    }

    private record Waiter(int partition, long offset, CompletableFuture<Boolean> applied) {}

    /**
     * Waits until an event was applied.
     *
     * @param partition of the event
     * @param offset of the event
     * @param bound for how long at most
     * @return completes with whether it was, on any thread, which must not be blocked; never fails
     */
    public CompletableFuture<Boolean> await(int partition, long offset, Duration bound) {
        Waiter waiter = new Waiter(partition, offset, new CompletableFuture<>());
        waiters.add(waiter);
        if (isApplied(waiter)) {
            waiter.applied().complete(true);
        } else if (nextByPartition.containsKey(partition)) {
            onAwaited.run();
            askLater(waiter);
        } else {
            ask(waiter);
        }
        return waiter.applied()
                .completeOnTimeout(false, bound.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((applied, failure) -> waiters.remove(waiter));
    }

    /** Whether somebody waits for a partition that this instance reads. */
    boolean isAwaited() {
        return waiters.stream().anyMatch(waiter -> nextByPartition.containsKey(waiter.partition()));
    }

    /** Everything of a partition before {@code next} is applied. */
    void applied(int partition, long next) {
        nextByPartition.put(partition, next);
        for (Waiter waiter : waiters) {
            if (waiter.partition() == partition && waiter.offset() < next) {
                waiter.applied().complete(true);
            }
        }
    }

    /** Others read these partitions from now on. */
    void lost(Collection<Integer> partitions) {
        partitions.forEach(nextByPartition::remove);
    }

    private boolean isApplied(Waiter waiter) {
        return nextByPartition.getOrDefault(waiter.partition(), 0L) > waiter.offset();
    }

    private void ask(Waiter waiter) {
        if (waiter.applied().isDone()) {
            return;
        }
        committed.get().whenComplete((offsets, failure) -> {
            if (failure == null && offsets.getOrDefault(waiter.partition(), 0L) > waiter.offset()) {
                waiter.applied().complete(true);
            } else {
                askLater(waiter);
            }
        });
    }

    private void askLater(Waiter waiter) {
        CompletableFuture.delayedExecutor(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> ask(waiter));
    }
}
