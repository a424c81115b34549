package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.directory.UserDirectory;
import org.baraza.notification.NotificationServiceConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;

/**
 * Leases what is due and has it dispatched, on every replica. A lease is a write under the condition that the row is as it was
 * read, so of several replicas one has it; one that dies loses it when the lease ends. Rows that wait for a provider hold a
 * worker each and nothing else, so the others go on.
 */
@Liveness
@ApplicationScoped
class PushDispatcher implements HealthCheck {

    private static final Logger LOGGER = Logger.getLogger(PushDispatcher.class);
    /** Begins the name of a lease on what somebody else had leased before and did not bring to an end. */
    private static final String ABANDONED = "again-";

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final PushRepository rows;
    private final Dispatch dispatch;
    private final UserDirectory directory;
    private final Clock clock;
    private final NotificationServiceConfig.Push config;
    private final ExecutorService workers;
    private final Semaphore free;
    private final Thread thread = new Thread(this::work, "push-dispatcher");
    private volatile boolean running = true;

    PushDispatcher(
            PushRepository rows,
            Dispatch dispatch,
            UserDirectory directory,
            Clock clock,
            NotificationServiceConfig config) {
        this.rows = rows;
        this.dispatch = dispatch;
        this.directory = directory;
        this.clock = clock;
        this.config = config.push();
        this.workers = Executors.newFixedThreadPool(config.push().workers());
        this.free = new Semaphore(config.push().workers());
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(STOP_TIMEOUT.toMillis());
        workers.shutdown();
        if (!workers.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            LOGGER.warn("some pushes are left to the ends of their leases");
        }
    }

    private void work() {
        while (running) {
            try {
                if (!directory.isLive() || round() == 0) {
                    Thread.sleep(config.poll().toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOGGER.warnf(
                        "cannot look for pushes, trying again, cause: %s",
                        e.getClass().getSimpleName());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(config.poll().toMillis());
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** @return how many were leased */
    private int round() throws InterruptedException {
        free.acquire();
        int places = 1 + free.drainPermits();
        int leased = 0;
        try {
            List<PushRow> due = rows.due(clock.instant(), places).await().atMost(STORE_TIMEOUT);
            for (PushRow row : lease(due)) {
                leased++;
                workers.execute(() -> run(row));
            }
            return leased;
        } finally {
            free.release(places - leased);
        }
    }

    private List<PushRow> lease(List<PushRow> due) {
        if (due.isEmpty()) {
            return List.of();
        }
        Set<String> abandoned = new HashSet<>();
        Instant until = clock.instant().plus(config.lease());
        String lease = UUID.randomUUID().toString();
        due.forEach(row -> {
            if (row.leasedBy != null) {
                abandoned.add(row.id);
            }
            row.lease(abandoned.contains(row.id) ? ABANDONED + lease : lease, until);
        });
        if (rows.write(due).await().atMost(STORE_TIMEOUT)) {
            return due;
        }
        return rows.find(due.stream().map(row -> row.id).toList()).await().atMost(STORE_TIMEOUT).values().stream()
                .filter(row -> row.leasedBy != null && row.leasedBy.endsWith(lease))
                .toList();
    }

    private void run(PushRow row) {
        try {
            dispatch.run(row, row.leasedBy.startsWith(ABANDONED));
        } catch (RuntimeException e) {
            // the row is leased still: somebody takes it up when the lease ends, and the others go on meanwhile
            LOGGER.warnf("a push was not carried out, cause: %s", e.getClass().getSimpleName());
        } finally {
            free.release();
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("push-dispatcher")
                .status(thread.getState() != Thread.State.TERMINATED)
                .build();
    }
}
