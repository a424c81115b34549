package org.baraza.notification.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * Leases what is due and has it mailed, on every replica. A lease is a write under the condition that the row is as it was read,
 * so of several replicas one has it; one that dies loses it when the lease ends. A mail that waits for its server holds a worker
 * and nothing else, so the others go on. Without a way out for mails it rests.
 */
@Liveness
@ApplicationScoped
class MailDispatcher implements HealthCheck {

    private static final Logger LOGGER = Logger.getLogger(MailDispatcher.class);

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final DigestRepository rows;
    private final MailDispatch dispatch;
    private final UserDirectory directory;
    private final Clock clock;
    private final NotificationServiceConfig.Mail config;
    private final ExecutorService workers;
    private final Semaphore free;
    private final Mailer mailer;
    private final LetterWriter writer;
    private final Thread thread = new Thread(this::work, "mail-dispatcher");
    private volatile boolean running = true;

    MailDispatcher(
            DigestRepository rows,
            MailDispatch dispatch,
            Mailer mailer,
            LetterWriter writer,
            UserDirectory directory,
            Clock clock,
            NotificationServiceConfig config) {
        this.rows = rows;
        this.dispatch = dispatch;
        this.mailer = mailer;
        this.writer = writer;
        this.directory = directory;
        this.clock = clock;
        this.config = config.mail();
        this.workers = Executors.newFixedThreadPool(config.mail().workers());
        this.free = new Semaphore(config.mail().workers());
    }

    void start(@Observes StartupEvent event) {
        if (mailer.isConfigured()) {
            writer.requireSecret();
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(STOP_TIMEOUT.toMillis());
        workers.shutdown();
        if (!workers.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            LOGGER.warn("some mails are left to the ends of their leases");
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
                        "cannot look for mails, trying again, cause: %s",
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
            List<DigestRow> due = rows.due(clock.instant(), places).await().atMost(STORE_TIMEOUT);
            for (DigestRow row : lease(due)) {
                leased++;
                workers.execute(() -> run(row));
            }
            return leased;
        } finally {
            free.release(places - leased);
        }
    }

    private List<DigestRow> lease(List<DigestRow> due) {
        if (due.isEmpty()) {
            return List.of();
        }
        Instant until = clock.instant().plus(config.lease());
        String lease = UUID.randomUUID().toString();
        due.forEach(row -> row.lease(lease, until));
        if (rows.write(due).await().atMost(STORE_TIMEOUT)) {
            return due;
        }
        return rows.find(due.stream().map(row -> row.id).toList()).await().atMost(STORE_TIMEOUT).values().stream()
                .filter(row -> lease.equals(row.leasedBy))
                .toList();
    }

    private void run(DigestRow row) {
        try {
            dispatch.run(row);
        } catch (RuntimeException e) {
            // the row is leased still: somebody takes it up when the lease ends, and the others go on meanwhile
            LOGGER.warnf("a mail was not carried out, cause: %s", e.getClass().getSimpleName());
        } finally {
            free.release();
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mail-dispatcher")
                .status(thread.getState() != Thread.State.TERMINATED)
                .build();
    }
}
