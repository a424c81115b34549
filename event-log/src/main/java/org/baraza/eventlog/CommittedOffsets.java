package org.baraza.eventlog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import org.apache.kafka.clients.admin.Admin;

/**
 * What a group has committed of a topic, as the brokers know it. Callers within {@link #FRESH} share an answer. The
 * connection is made when somebody asks for the first time, on a thread of its own. Safe for use by several threads; asking
 * never blocks and never throws.
 */
final class CommittedOffsets implements AutoCloseable {

    private static final Duration FRESH = Duration.ofMillis(20);

    private final LogSettings settings;
    private final String group;
    private final String topic;
    private final ExecutorService asking;
    private final Object connection = new Object();
    /** Guarded by {@link #connection}, which is held while one is made: that takes too long for those who ask. */
    private Admin admin;

    private volatile boolean closed;
    private CompletableFuture<Map<Integer, Long>> last;
    private long askedAt;

    CommittedOffsets(LogSettings settings, String group, String topic) {
        this.settings = settings;
        this.group = group;
        this.topic = topic;
        this.asking = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "committed-" + group + "-" + topic);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** By partition, the offset of the first event that is not committed; fails if the brokers do not say. */
    synchronized CompletableFuture<Map<Integer, Long>> ask() {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("closed"));
        }
        if (last == null || last.isDone() && System.nanoTime() - askedAt > FRESH.toNanos()) {
            askedAt = System.nanoTime();
            last = CompletableFuture.supplyAsync(this::askBrokers, asking).thenCompose(Function.identity());
        }
        return last;
    }

    private CompletableFuture<Map<Integer, Long>> askBrokers() {
        return connected()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(committed -> {
                    Map<Integer, Long> offsets = new HashMap<>();
                    committed.forEach((partition, offset) -> {
                        if (offset != null && partition.topic().equals(topic)) {
                            offsets.put(partition.partition(), offset.offset());
                        }
                    });
                    return offsets;
                });
    }

    private Admin connected() {
        synchronized (connection) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            if (admin == null) {
                admin = Admin.create(settings.admin());
            }
            return admin;
        }
    }

    @Override
    public void close() {
        stopAsking();
        synchronized (connection) {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
        }
    }

    private synchronized void stopAsking() {
        closed = true;
        asking.shutdown();
    }
}
