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
import org.baraza.gateway.GatewayConfig;
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
    private volatile boolean begun;

    Draining(GatewayConfig config) {
        this.config = config.drain();
    }

    /** Whether the gateway is about to end. */
    public boolean hasBegun() {
        return begun;
    }

    void drain(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event, Sessions sessions)
            throws InterruptedException {
        begun = true;
        List<SocketSession> open = new ArrayList<>(sessions.all());
        Collections.shuffle(open);
        LOGGER.infof("draining, sessions: %d", open.size());
        Duration window = windowFor(open.size());
        long steps = Math.max(1, window.dividedBy(STEP));
        for (int step = 0; step < steps; step++) {
            int from = (int) (open.size() * (long) step / steps);
            int to = (int) (open.size() * (step + 1L) / steps);
            open.subList(from, to).forEach(session -> session.loop().run(() -> session.close(CloseReason.GOING_AWAY)));
            Thread.sleep(STEP.toMillis());
        }
    }

    private Duration windowFor(int sessions) {
        Duration needed = Duration.ofMillis(1_000L * sessions / config.closesPerSecond());
        return needed.compareTo(config.window()) < 0 ? needed : config.window();
    }
}
