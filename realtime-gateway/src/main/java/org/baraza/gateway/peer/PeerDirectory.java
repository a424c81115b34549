package org.baraza.gateway.peer;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.baraza.gateway.GatewayConfig;
import org.jboss.logging.Logger;

/**
 * Where each gateway can be reached by the others: key {@code gateway:<id>} in Redis, its address, gone when its gateway has
 * not renewed it for a while. While Redis is away the addresses last known are used.
 */
@Singleton
class PeerDirectory {

    private static final Logger LOGGER = Logger.getLogger(PeerDirectory.class);
    private static final String KEY = "gateway:";
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration RENEWAL = Duration.ofSeconds(10);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration LOOK_UP = Duration.ofSeconds(1);
    private static final int MAX_KNOWN = 1_000;

    private final String ownId;
    private final URI ownAddress;
    private final ReactiveValueCommands<String, String> redis;
    private final Vertx vertx;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    PeerDirectory(GatewayConfig config, ReactiveRedisDataSource redis, Vertx vertx) {
        OwnedId.requireUsable(config.id());
        requirePlainAddress(config.address());
        this.ownId = config.id();
        this.ownAddress = config.address();
        this.redis = redis.value(String.class);
        this.vertx = vertx;
    }

    /** @param address empty if there was no such gateway */
    private record Known(Optional<URI> address, long sinceNanos) {}

    void start(@Observes StartupEvent event) {
        tell();
        vertx.setPeriodic(RENEWAL.toMillis(), timer -> tell());
    }

    private static void requirePlainAddress(URI address) {
        if (!"http".equals(address.getScheme()) || address.getHost() == null || address.getPort() < 0) {
            throw new IllegalArgumentException("gateway.address must be http://host:port: " + address);
        }
    }

    private void tell() {
        redis.setex(KEY + ownId, KEPT.toSeconds(), ownAddress.toString())
                .subscribe()
                .with(
                        told -> {},
                        failure -> LOGGER.warnf("own address not told to the other gateways, cause: %s", failure));
    }

    /** The address of another gateway, if there is one by that name. */
    Uni<Optional<URI>> find(String gatewayId) {
        Known last = known.get(gatewayId);
        if (last != null && System.nanoTime() - last.sinceNanos() < FRESH.toNanos()) {
            return Uni.createFrom().item(last.address());
        }
        return redis.get(KEY + gatewayId)
                .ifNoItem()
                .after(LOOK_UP)
                .fail()
                .map(address -> Optional.ofNullable(address).map(URI::create))
                .onFailure()
                .recoverWithItem(() -> last == null ? Optional.empty() : last.address())
                .invoke(address -> remember(gatewayId, address));
    }

    private void remember(String gatewayId, Optional<URI> address) {
        if (address.filter(ownAddress::equals).isPresent()) {
            LOGGER.errorf(
                    "gateway %s has the address of this one, %s: set GATEWAY_ADDRESS to what the others reach",
                    gatewayId, ownAddress);
        }
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        known.put(gatewayId, new Known(address, System.nanoTime()));
    }
}
