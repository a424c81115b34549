package org.baraza.gateway.ownwrite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.Topics;
import org.baraza.eventlog.LogRecord;
import org.baraza.rest.ReadAfter;
import org.jboss.logging.Logger;

/**
 * Where in the log people have written last, for all gateways: the sorted set {@code {own}:<userId>} in Redis, member
 * {@code <topic>;<partition>}, score the offset; kept for {@link #KEPT}, longer than any service lags behind. Many are
 * written in one round trip, one such is under way at a time. While Redis is away nothing is remembered and nobody waits:
 * then a read may be a moment behind. Safe for use by several threads; does not block.
 */
@Singleton
public class OwnWrites {

    private static final Logger LOGGER = Logger.getLogger(OwnWrites.class);
    private static final String KEY = "{own}:";
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration BOUND = Duration.ofMillis(500);
    /** After a failure so long nothing is tried, so that not each answer waits for a Redis that is away. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String SCRIPT = script();

    private final ReactiveRedisDataSource redis;
    private final Counter failures;
    private final Object lock = new Object();
    private Batch gathering = new Batch();
    private boolean underWay;
    private volatile long pausedUntil = System.nanoTime();

    OwnWrites(ReactiveRedisDataSource redis, MeterRegistry registry) {
        this.redis = redis;
        this.failures = Counter.builder("baraza.gateway.own-writes.failures")
                .description("round trips to Redis after which a read may miss what its caller has written")
                .register(registry);
    }

    /** Writes that go to Redis together, and who waits for that. */
    private static final class Batch {
        private final List<String> keys = new ArrayList<>();
        private final List<String> scoresAndMembers = new ArrayList<>();
        private final CompletableFuture<Void> done = new CompletableFuture<>();
    }

    /**
     * Remembers that somebody has written.
     *
     * @param userId who
     * @param event what it became
     * @return completes, never with a failure, when every gateway knows it or cannot be told; on any thread
     */
    public CompletableFuture<Void> remember(String userId, LogRecord<?> event) {
        if (isPaused()) {
            return CompletableFuture.completedFuture(null);
        }
        Batch mine;
        boolean first;
        synchronized (lock) {
            mine = gathering;
            mine.keys.add(KEY + userId);
            mine.scoresAndMembers.add(Long.toString(event.offset()));
            mine.scoresAndMembers.add(Topics.shortNameOf(Topics.MESSAGE_EVENTS) + ';' + event.partition());
            first = !underWay;
            if (first) {
                underWay = true;
                gathering = new Batch();
            }
        }
        if (first) {
            write(mine);
        }
        return mine.done;
    }

    /** What a person's next reads have to be later than, as {@link ReadAfter} has it; empty if there is nothing. */
    public Uni<String> of(String userId) {
        if (isPaused()) {
            return Uni.createFrom().item("");
        }
        return redis.sortedSet(String.class)
                .zrangeWithScores(KEY + userId, 0, -1)
                .map(found -> found.stream()
                        .map(position -> position.value() + ';' + (long) position.score())
                        .collect(Collectors.joining(",")))
                .ifNoItem()
                .after(BOUND)
                .fail()
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithItem("");
    }

    private void write(Batch batch) {
        List<String> command = new ArrayList<>();
        command.add(SCRIPT);
        command.add(Integer.toString(batch.keys.size()));
        command.addAll(batch.keys);
        command.add(Long.toString(KEPT.toMillis()));
        command.addAll(batch.scoresAndMembers);
        redis.execute("EVAL", command.toArray(String[]::new))
                .ifNoItem()
                .after(BOUND)
                .fail()
                .subscribe()
                .with(written -> written(batch), failure -> {
                    failed(failure);
                    written(batch);
                });
    }

    private void written(Batch batch) {
        batch.done.complete(null);
        Batch next;
        synchronized (lock) {
            underWay = !gathering.keys.isEmpty();
            next = gathering;
            if (underWay) {
                gathering = new Batch();
            }
        }
        if (!next.keys.isEmpty()) {
            write(next);
        }
    }

    private boolean isPaused() {
        return pausedUntil - System.nanoTime() > 0;
    }

    private void failed(Throwable failure) {
        failures.increment();
        pausedUntil = System.nanoTime() + PAUSE.toNanos();
        LOGGER.debugf("own writes are not known for a moment, cause: %s", failure);
    }

    private static String script() {
        try (InputStream content = OwnWrites.class.getResourceAsStream("/ownwrite/remember.lua")) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
