package org.baraza.notification.decision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.notification.NotificationServiceConfig;
import org.jboss.logging.Logger;

/**
 * Forgets decisions that are older than they are kept, and what they were made from, a few at a time so that nothing else
 * waits for it, on a thread of its own. Every replica does; what one has taken another does not find.
 */
@ApplicationScoped
class DecisionSweep {

    /** Decisions that are taken away with one write. */
    static final int BATCH = 500;

    private static final Logger LOGGER = Logger.getLogger(DecisionSweep.class);
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);

    private final List<Forgetful> stores;
    private final Clock clock;
    private final Duration retention;
    private final Duration interval;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(runnable -> new Thread(runnable, "decision-sweep"));

    DecisionSweep(@Any Instance<Forgetful> stores, Clock clock, NotificationServiceConfig config) {
        this.stores = stores.stream().toList();
        this.clock = clock;
        this.retention = config.decision().retention();
        this.interval = config.decision().sweepInterval();
    }

    void start(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(this::trySweep, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(STORE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void trySweep() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOGGER.warnf(
                    "old decisions are still there, trying again, cause: %s",
                    e.getClass().getSimpleName());
        }
    }

    void sweep() {
        Instant before = clock.instant().minus(retention);
        for (Forgetful store : stores) {
            int found = BATCH;
            while (found == BATCH && !thread.isShutdown()) {
                found = store.forget(before, BATCH).await().atMost(STORE_TIMEOUT);
            }
        }
    }
}
