package org.baraza.gateway.recovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Where sockets are, for all gateways: the hash {@code {recovery}:<userId>:<pid>} in Redis, fields {@code owner}, the id of
 * the socket that has it now, and {@code state}, a {@link SavedState}. Gone by itself once nobody can come back to it. Many
 * are written in one round trip, one such is under way at a time. What cannot be written is lost: then the client syncs. Safe
 * for use by several threads; does not block.
 */
@Singleton
class RecoveryStore {

    private static final Logger LOGGER = Logger.getLogger(RecoveryStore.class);
    private static final String KEY = "{recovery}:";
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final int MOST_AT_ONCE = 500;
    /** Past so many that wait, Redis is away or too slow: the eldest are dropped. */
    private static final int MOST_WAITING = 50_000;

    private static final String SAVE = script("save");
    private static final String TAKE = script("take");

    private final ReactiveRedisDataSource redis;
    private final Counter failures;
    private final Map<String, Entry> waiting = new LinkedHashMap<>();
    private boolean underWay;

    RecoveryStore(ReactiveRedisDataSource redis, MeterRegistry registry) {
        this.redis = redis;
        this.failures = registry.counter("baraza.gateway.recovery.store.failures");
    }

    private record Entry(String key, String owner, String state, long millis) {}

    /** Writes down a state, unless another socket has taken it over. */
    void save(String userId, String pid, String owner, SavedState state, Duration kept) {
        write(new Entry(key(userId, pid), owner, state.toText(), kept.toMillis()));
    }

    /** Nobody comes back to that. */
    void forget(String userId, String pid, String owner) {
        write(new Entry(key(userId, pid), owner, "", 0));
    }

    /** Gives a state to another socket; empty if that person has none by that name. Fails when Redis does. */
    Uni<Optional<SavedState>> take(String userId, String pid, String newOwner, Duration kept) {
        return redis.execute("EVAL", TAKE, "1", key(userId, pid), newOwner, Long.toString(kept.toMillis()))
                .map(state -> Optional.ofNullable(state).map(Object::toString).map(SavedState::of));
    }

    private static String key(String userId, String pid) {
        return KEY + userId + ':' + pid;
    }

    private void write(Entry entry) {
        List<Entry> batch;
        synchronized (waiting) {
            // the later one of the same socket is the truth
            waiting.remove(entry.key());
            waiting.put(entry.key(), entry);
            if (waiting.size() > MOST_WAITING) {
                waiting.remove(waiting.keySet().iterator().next());
            }
            if (underWay) {
                return;
            }
            batch = next();
        }
        send(batch);
    }

    /** Under the lock. */
    private List<Entry> next() {
        List<Entry> batch = waiting.values().stream().limit(MOST_AT_ONCE).toList();
        batch.forEach(entry -> waiting.remove(entry.key()));
        underWay = !batch.isEmpty();
        return batch;
    }

    private void send(List<Entry> batch) {
        List<String> command = new ArrayList<>(2 + 4 * batch.size());
        command.add(SAVE);
        command.add(Integer.toString(batch.size()));
        batch.forEach(entry -> command.add(entry.key()));
        batch.forEach(entry -> command.addAll(List.of(entry.owner(), entry.state(), Long.toString(entry.millis()))));
        redis.execute("EVAL", command.toArray(String[]::new))
                .ifNoItem()
                .after(BOUND)
                .fail()
                .subscribe()
                .with(written -> goOn(), failure -> {
                    failures.increment();
                    LOGGER.debugf("states of %d sockets not written, cause: %s", batch.size(), failure);
                    goOn();
                });
    }

    private void goOn() {
        List<Entry> batch;
        synchronized (waiting) {
            batch = next();
        }
        if (!batch.isEmpty()) {
            send(batch);
        }
    }

    private static String script(String name) {
        try (InputStream content = RecoveryStore.class.getResourceAsStream("/recovery/" + name + ".lua")) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
