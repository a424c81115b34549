package org.baraza.eventlog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.admin.Admin;

/**
 * What a group has committed of a topic, as the brokers know it. Callers within {@link #FRESH} share an answer. The
 * connection is made when somebody asks for the first time. Safe for use by several threads; does not block but for that.
 */
final class CommittedOffsets implements AutoCloseable {

    private static final Duration FRESH = Duration.ofMillis(20);

    private final LogSettings settings;
    private final String group;
    private final String topic;
    private Admin admin;
    private boolean closed;
    private CompletableFuture<Map<Integer, Long>> last;
    private long askedAt;

    CommittedOffsets(LogSettings settings, String group, String topic) {
        this.settings = settings;
        this.group = group;
        this.topic = topic;
    }

    /** By partition, the offset of the first event that is not committed; fails if the brokers do not say. */
    synchronized CompletableFuture<Map<Integer, Long>> ask() {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("closed"));
        }
        if (last == null || last.isDone() && System.nanoTime() - askedAt > FRESH.toNanos()) {
            askedAt = System.nanoTime();
            last = askBrokers();
        }
        return last;
    }

    private CompletableFuture<Map<Integer, Long>> askBrokers() {
        if (admin == null) {
            admin = Admin.create(settings.admin());
        }
        return admin.listConsumerGroupOffsets(group)
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

    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
