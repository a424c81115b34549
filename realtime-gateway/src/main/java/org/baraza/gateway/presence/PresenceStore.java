package org.baraza.gateway.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

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
 *   <li>{@code {presence}:seen}, sorted set: id of a person → when they went offline last, in ms of Redis's own clock. The
 *       sweep forgets what is older than a setting says.
 * </ul>
 *
 * All keys share a hash tag, so that a script may touch several of them on a cluster. Nothing here is the only copy of
 * anything: after a loss, renewals bring it back within one interval. Every step is atomic; calls are not retried.
 */
@Singleton
class PresenceStore {

    private static final String ONLINE = "{presence}:online";
    private static final String LEASES = "{presence}:leases:";
    private static final String SEEN = "{presence}:seen";
    private static final int MAX_SWEPT = 500;

    private static final RedisScript RENEW = RedisScript.named("renew");
    private static final RedisScript CLOSE = RedisScript.named("close");
    private static final RedisScript SWEEP = RedisScript.named("sweep");
    private static final RedisScript SEE = RedisScript.named("see");
    /** Values for each person that the last one returns. */
    private static final int SEEN_VALUES = 3;

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

    /**
     * What is known of somebody.
     *
     * @param devices how many connections they have, on all gateways
     * @param lastSeen when they went offline last; null if that is not known, or while they are online
     */
    record Sighting(String userId, boolean isOnline, int devices, Instant lastSeen) {}

    /** Opens or renews leases in one step. @return who was not online before */
    Uni<List<String>> renew(List<Lease> leases, Duration length) {
        return RENEW.run(redis, keys(leases), args(leases, length));
    }

    /** Ends leases in one step; who has no other goes offline when {@code grace} is over. */
    Uni<Void> close(List<Lease> leases, Duration grace) {
        return CLOSE.run(redis, keys(leases), args(leases, grace)).replaceWithVoid();
    }

    /**
     * Takes out whose time is up.
     *
     * @param remembered for how long it is known afterwards when they went
     * @return who went offline, each told to one gateway only
     */
    Uni<List<String>> sweep(Duration remembered) {
        return SWEEP.run(
                redis,
                List.of(ONLINE, SEEN),
                List.of(Integer.toString(MAX_SWEPT), Long.toString(remembered.toMillis())));
    }

    /** What is known of these people, in one step, in their order. */
    Uni<List<Sighting>> see(List<String> userIds) {
        List<String> keys = new ArrayList<>(userIds.size() + 2);
        keys.add(ONLINE);
        keys.add(SEEN);
        userIds.forEach(userId -> keys.add(LEASES + userId));
        return SEE.run(redis, keys, userIds)
                .map(values -> IntStream.range(0, userIds.size())
                        .mapToObj(i -> sighting(userIds.get(i), values.subList(SEEN_VALUES * i, SEEN_VALUES * (i + 1))))
                        .toList());
    }

    private static Sighting sighting(String userId, List<String> values) {
        boolean isOnline = values.get(0).equals("1");
        long wentAt = (long) Double.parseDouble(values.get(2));
        return new Sighting(
                userId,
                isOnline,
                Integer.parseInt(values.get(1)),
                isOnline || wentAt == 0 ? null : Instant.ofEpochMilli(wentAt));
    }

    private static List<String> keys(List<Lease> leases) {
        List<String> keys = new ArrayList<>(leases.size() + 1);
        keys.add(ONLINE);
        leases.forEach(lease -> keys.add(LEASES + lease.userId()));
        return keys;
    }

    private static List<String> args(List<Lease> leases, Duration first) {
        List<String> args = new ArrayList<>(2 * leases.size() + 1);
        args.add(Long.toString(first.toMillis()));
        leases.forEach(lease -> {
            args.add(lease.userId());
            args.add(lease.connectionId());
        });
        return args;
    }

    /** Everybody who is online. */
    Uni<Set<String>> online() {
        return redis.sortedSet(String.class).zrange(ONLINE, 0, -1).map(Set::copyOf);
    }
}
