package org.baraza.gateway.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.ServerWebSocket;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.peer.HandOver;
import org.jboss.logging.Logger;

/**
 * The end of a gateway: no new sockets, and the transports of the others closed in random order, spread over a window, so
 * that their clients do not all come back to the next gateway at once.
 */
@Singleton
public class Draining {

    private static final Logger LOGGER = Logger.getLogger(Draining.class);
    private static final Duration STEP = Duration.ofMillis(50);

    private final GatewayConfig.Drain config;
    private final HandOver handOver;
    private volatile boolean begun;

    Draining(GatewayConfig config, HandOver handOver) {
        this.config = config.drain();
        this.handOver = handOver;
    }

    /** Whether the gateway is about to end. */
    public boolean hasBegun() {
        return begun;
    }

    void drain(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event, Sessions sessions)
            throws InterruptedException {
        begun = true;
        List<Runnable> open = new ArrayList<>();
        sessions.connections().forEach(connection -> open.add(() -> close(connection)));
        handOver.open().forEach(socket -> open.add(() -> close(socket)));
        Collections.shuffle(open);
        LOGGER.infof("draining, connections: %d", open.size());
        Duration window = windowFor(open.size());
        long steps = Math.max(1, window.dividedBy(STEP));
        for (int step = 0; step < steps; step++) {
            int from = (int) (open.size() * (long) step / steps);
            int to = (int) (open.size() * (step + 1L) / steps);
            open.subList(from, to).forEach(Runnable::run);
            Thread.sleep(STEP.toMillis());
        }
    }

    private static void close(SocketConnection connection) {
        connection.loop().run(() -> connection.close(CloseReason.GOING_AWAY));
    }

    private static void close(ServerWebSocket handedOver) {
        handedOver.close(CloseReason.GOING_AWAY.code(), CloseReason.GOING_AWAY.text());
    }

    private Duration windowFor(int sessions) {
        Duration needed = Duration.ofMillis(1_000L * sessions / config.closesPerSecond());
        return needed.compareTo(config.window()) < 0 ? needed : config.window();
    }
}
