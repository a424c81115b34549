package org.baraza.notification.planner;

import java.time.Duration;
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
 * Looks for what is due, on every replica, and has it carried out. It looks once a poll, so that what comes one at a time is
 * judged many at a time, and at once while there is more than one look can take. Rows that wait for a provider hold a worker
 * each and nothing else, so the others go on. Broadcasts are walked on the same thread, a page between two looks.
 */
@Liveness
@ApplicationScoped
class PushDispatcher implements HealthCheck {

    private static final Logger LOGGER = Logger.getLogger(PushDispatcher.class);

    /** Rows that are judged at a time: about a megabyte. */
    private static final int ROWS = 500;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final BroadcastWalk walk;
    private final Round round;
    private final Sending sending;
    private final UserDirectory directory;
    private final NotificationServiceConfig.Push config;
    private final int places;
    private final ExecutorService workers;
    private final Semaphore free;
    private final Thread thread = new Thread(this::work, "push-dispatcher");
    private int limit = ROWS;
    private volatile boolean running = true;

    PushDispatcher(
            BroadcastWalk walk,
            Round round,
            Sending sending,
            UserDirectory directory,
            NotificationServiceConfig config) {
        this.walk = walk;
        this.round = round;
        this.sending = sending;
        this.directory = directory;
        this.config = config.push();
        this.places = places(config.push());
        this.workers = Executors.newFixedThreadPool(config.push().workers());
        this.free = new Semaphore(places);
    }

    /** As many leased rows as reach a worker in half of their lease, even if the providers take all of their time. */
    private static int places(NotificationServiceConfig.Push config) {
        long turns = config.lease().toMillis() / (2 * config.timeout().toMillis());
        return config.workers() * (int) Math.max(1, turns);
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
                if (!directory.isLive() || !walkAndRound()) {
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

    private boolean walkAndRound() throws InterruptedException {
        boolean walked = isWalked();
        return round() || walked;
    }

    /** A walk that fails goes on when its lease ends, and keeps nobody from looking for what is due. */
    private boolean isWalked() {
        try {
            return walk.step();
        } catch (RuntimeException e) {
            LOGGER.warnf(
                    "a page of a broadcast was not walked, cause: %s",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    /** @return whether there may be more that is due */
    private boolean round() throws InterruptedException {
        int taken = free.drainPermits();
        int unused = taken;
        try {
            Round.Result result = round.run(limit, taken);
            for (Plan plan : result.leased()) {
                unused--;
                workers.execute(() -> run(plan, result.badges().getOrDefault(plan.row().userId, 0L)));
            }
            return goesOn(result);
        } finally {
            free.release(unused);
        }
    }

    /** While more is to be sent than there are places it waits for half of them, and reads no more than they can take. */
    private boolean goesOn(Round.Result result) throws InterruptedException {
        boolean isFull = result.due() == limit;
        limit = result.left() > 0 ? 2 * places : ROWS;
        if (result.left() == 0) {
            return isFull;
        }
        if (free.tryAcquire(places / 2, config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            free.release(places / 2);
        }
        return true;
    }

    private void run(Plan plan, long badge) {
        try {
            sending.run(plan, badge);
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
