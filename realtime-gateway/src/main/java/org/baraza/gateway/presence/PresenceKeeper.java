package org.baraza.gateway.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import org.baraza.contracts.Topics;
import org.baraza.contracts.presence.PresenceChanged;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.log.GatewayLog;
import org.baraza.gateway.presence.PresenceStore.Lease;
import org.baraza.gateway.redis.Gathered;
import org.baraza.gateway.session.Sessions.SessionConnected;
import org.baraza.gateway.session.Sessions.SessionEnded;
import org.jboss.logging.Logger;

/**
 * Keeps the leases of this gateway's connections, and tells who came and who went. Redis being away harms nobody but
 * presence: what is missed here is made good by the next renewal, sweep or reconciliation.
 */
@Singleton
class PresenceKeeper {

    private static final Logger LOGGER = Logger.getLogger(PresenceKeeper.class);
    private static final int LEASES_A_STEP = 200;
    private static final int STEPS_AT_ONCE = 4;
    private static final Duration MAX_LEASE = Duration.ofSeconds(45);
    private static final Duration LAST_CALLS = Duration.ofSeconds(2);

    private final GatewayConfig.Presence config;
    private final PresenceStore store;
    private final GatewayLog log;
    private final Vertx vertx;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    private final Gathered<Lease> came;
    private final Gathered<Lease> left;
    private volatile long lastFailure;
    private volatile boolean renewalFailed;

    PresenceKeeper(GatewayConfig config, PresenceStore store, GatewayLog log, Vertx vertx) {
        this.config = config.presence();
        requireConsistent(this.config);
        this.store = store;
        this.log = log;
        this.vertx = vertx;
        this.came = new Gathered<>(vertx, LEASES_A_STEP, this::open);
        this.left = new Gathered<>(vertx, LEASES_A_STEP, this::close);
        this.lastFailure = System.nanoTime() - config.presence().renewal().toNanos();
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.renewal().toMillis(), timer -> renewAll());
        vertx.setPeriodic(config.sweep().toMillis(), timer -> sweep());
    }

    private static void requireConsistent(GatewayConfig.Presence config) {
        if (config.lease().compareTo(MAX_LEASE) > 0) {
            throw new IllegalArgumentException("gateway.presence.lease must be at most 45 s: " + config.lease());
        }
        if (config.renewal().multipliedBy(2).compareTo(config.lease()) > 0) {
            throw new IllegalArgumentException(
                    "gateway.presence.renewal must be at most half of the lease: " + config.renewal());
        }
    }

    /** After the sessions were closed and before Redis is: what is still held here would be online for a lease length. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        came.end();
        List<Lease> open = new ArrayList<>(left.end());
        open.addAll(leases.values());
        try {
            Multi.createFrom()
                    .iterable(steps(open))
                    .onItem()
                    .transformToUni(step -> store.close(step, config.offlineGrace()))
                    .merge(STEPS_AT_ONCE)
                    .collect()
                    .asList()
                    .await()
                    .atMost(LAST_CALLS);
        } catch (RuntimeException e) {
            LOGGER.warnf("leases left to expire, count: %d, cause: %s", open.size(), e);
        }
    }

    void connected(@Observes SessionConnected connected) {
        Lease lease = new Lease(
                connected.identity().caller().userId(), connected.session().id());
        leases.put(lease.connectionId(), lease);
        came.add(lease);
    }

    void ended(@Observes SessionEnded ended) {
        Lease lease = leases.remove(ended.session().id());
        if (lease != null) {
            left.add(lease);
        }
    }

    private void open(List<Lease> some) {
        List<Lease> still = some.stream()
                .filter(lease -> leases.containsKey(lease.connectionId()))
                .toList();
        if (!still.isEmpty()) {
            renew(still);
        }
    }

    private void close(List<Lease> some) {
        store.close(some, config.offlineGrace())
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOGGER.warnf("leases left to expire, count: %d, cause: %s", some.size(), failure));
    }

    /** What Redis says of leases that nobody could renew in time says nothing of the connections: renew first, sweep later. */
    private void sweep() {
        long sinceFailure = System.nanoTime() - lastFailure;
        if (renewalFailed) {
            renewAll();
        } else if (sinceFailure > config.renewal().toNanos()) {
            store.sweep(config.lastSeen())
                    .subscribe()
                    .with(
                            gone -> gone.forEach(userId -> tell(userId, false)),
                            failure -> failed("leases not swept", failure));
        }
    }

    private void failed(String what, Throwable failure) {
        lastFailure = System.nanoTime();
        renewalFailed = true;
        LOGGER.warnf("%s, cause: %s", what, failure);
    }

    private void renewAll() {
        List<Lease> all = new ArrayList<>(leases.values());
        renewalFailed = renewalFailed && !all.isEmpty();
        steps(all).forEach(this::renew);
    }

    private static List<List<Lease>> steps(List<Lease> all) {
        List<List<Lease>> steps = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LEASES_A_STEP) {
            steps.add(all.subList(from, Math.min(all.size(), from + LEASES_A_STEP)));
        }
        return steps;
    }

    private void renew(List<Lease> some) {
        store.renew(some, config.lease())
                .subscribe()
                .with(
                        came -> {
                            renewalFailed = false;
                            came.forEach(userId -> tell(userId, true));
                            closeThoseGoneMeanwhile(some);
                        },
                        failure -> failed("leases not renewed", failure));
    }

    /** A renewal that was under way when its connection ended would have brought the lease back. */
    private void closeThoseGoneMeanwhile(List<Lease> renewed) {
        renewed.stream()
                .filter(lease -> !leases.containsKey(lease.connectionId()))
                .forEach(left::add);
    }

    private void tell(String userId, boolean isOnline) {
        PresenceChanged changed = new PresenceChanged(userId, isOnline, Instant.now());
        log.append(Topics.PRESENCE_EVENTS, userId, changed, UUID.randomUUID().toString(), Context.root())
                .whenComplete((appended, failure) -> {
                    if (failure != null) {
                        LOGGER.warnf("presence not told, left to reconciliation, cause: %s", failure);
                    }
                });
    }
}
