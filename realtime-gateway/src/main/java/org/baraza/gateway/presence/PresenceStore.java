package org.baraza.gateway.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;

/**
 * The leases in Redis, the only place that knows the keys:
 *
 * <ul>
 *   <li>{@code {presence}:online}, sorted set: id of a person → when the last of their leases ends, in ms of Redis's own
 *       clock, so that the gateways' clocks need not agree. Who is in it is online; the sweep takes out whose time is up.
 *   <li>{@code {presence}:leases:<userId>}, sorted set: id of a connection → when its lease ends. Expires by itself.
 * </ul>
 *
 * All keys share a hash tag, so that a script may touch several of them on a cluster. Nothing here is the only copy of
 * anything: after a loss, renewals bring it back within one interval. Every step is atomic; calls are not retried.
 */
@Singleton
class PresenceStore {

    private static final String ONLINE = "{presence}:online";
    private static final String LEASES = "{presence}:leases:";
    private static final int MAX_SWEPT = 500;

    private static final RedisScript RENEW = RedisScript.named("renew");
    private static final RedisScript CLOSE = RedisScript.named("close");
    private static final RedisScript SWEEP = RedisScript.named("sweep");

    private final ReactiveRedisDataSource redis;

    PresenceStore(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    /**
     * A connection of somebody.
     *
     * @param userId whose
     * @param connectionId unique among all gateways
     */
    record Lease(String userId, String connectionId) {}

    /** Opens or renews leases in one step. @return who was not online before */
    Uni<List<String>> renew(List<Lease> leases, Duration length) {
        List<String> keys = new ArrayList<>(leases.size() + 1);
        List<String> args = new ArrayList<>(2 * leases.size() + 1);
        keys.add(ONLINE);
        args.add(Long.toString(length.toMillis()));
        for (Lease lease : leases) {
            keys.add(LEASES + lease.userId());
            args.add(lease.userId());
            args.add(lease.connectionId());
        }
        return RENEW.run(redis, keys, args);
    }

    /** Ends one lease; without another the person goes offline when {@code grace} is over. */
    Uni<Void> close(Lease lease, Duration grace) {
        return CLOSE.run(
                        redis,
                        List.of(ONLINE, LEASES + lease.userId()),
                        List.of(Long.toString(grace.toMillis()), lease.userId(), lease.connectionId()))
                .replaceWithVoid();
    }

    /** Takes out whose time is up. @return who went offline, each told to one gateway only */
    Uni<List<String>> sweep() {
        return SWEEP.run(redis, List.of(ONLINE), List.of(Integer.toString(MAX_SWEPT)));
    }

    /** Everybody who is online. */
    Uni<Set<String>> online() {
        return redis.sortedSet(String.class).zrange(ONLINE, 0, -1).map(Set::copyOf);
    }
}
