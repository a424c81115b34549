package org.baraza.local.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.baraza.local.process.ManagedProcess;
import org.baraza.local.process.ProcessFailedException;
import org.baraza.local.process.ProcessState.Ended;
import org.baraza.local.process.ProcessState.Exit;

/**
 * Watches processes that are ready: reports one that ends unasked and starts it again, as {@link RestartPolicy} allows.
 *
 * <p>All decisions are taken on one thread; only the wait for a restarted process to be ready has its own.
 */
final class Supervisor implements AutoCloseable {

    /** When everything ends, children may be gone before we know that it ends. Their deaths are no news then. */
    private static final Duration REPORT_DELAY = Duration.ofMillis(400);

    private final Progress progress;
    private final Clock clock;
    private final Duration firstDelay;
    private final Runnable changed;
    private final Map<String, RestartPolicy> policies = new HashMap<>();
    private final CompletableFuture<String> gaveUp = new CompletableFuture<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "supervisor");
        worker.setDaemon(true);
        return worker;
    });

    /**
     * @param progress hears of deaths and returns
     * @param clock the time of deaths
     * @param firstDelay the pause before the first restart of a component
     * @param changed is run when a process has a new id
     */
    Supervisor(Progress progress, Clock clock, Duration firstDelay, Runnable changed) {
        this.progress = progress;
        this.clock = clock;
        this.firstDelay = firstDelay;
        this.changed = changed;
    }

    /** Begins to watch processes; one that has ended since it was ready counts as a death now. */
    void watch(List<ManagedProcess> processes) {
        for (ManagedProcess process : processes) {
            process.onExit(exit -> ended(process, exit));
            if (process.state() instanceof Ended already) {
                ended(process, already.exit());
            }
        }
    }

    private void ended(ManagedProcess process, Exit exit) {
        if (!exit.wanted()) {
            List<String> tail = process.logTail(ManagedProcess.TAIL_LINES);
            later(REPORT_DELAY, () -> died(process, "ended with exit code " + exit.code(), tail));
        }
    }

    /** Completes with the name of a component that died too often. */
    CompletableFuture<String> gaveUp() {
        return gaveUp;
    }

    /** Restarts nothing any more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void died(ManagedProcess process, String how, List<String> tail) {
        Optional<Duration> pause = policies.computeIfAbsent(process.name(), name -> new RestartPolicy(firstDelay))
                .onDeath(clock.instant());
        if (pause.isEmpty()) {
            progress.died(process.name(), how + " once too often, everything ends", tail);
            gaveUp.complete(process.name());
            return;
        }
        progress.died(process.name(), how + ", starting again in " + pause.get().toSeconds() + " s", tail);
        later(pause.get(), () -> restart(process));
    }

    private void restart(ManagedProcess process) {
        if (process.isAlive()) {
            return;
        }
        Instant begin = clock.instant();
        progress.starting(process.name());
        try {
            process.launch();
            changed.run();
        } catch (ProcessFailedException | SetupException e) {
            died(process, e.getMessage(), List.of());
            return;
        }
        Thread waiter = new Thread(() -> awaitReturn(process, begin), "restart-" + process.name());
        waiter.setDaemon(true);
        waiter.start();
    }

    private void awaitReturn(ManagedProcess process, Instant begin) {
        try {
            process.awaitReady();
            progress.ready(process.name(), Duration.between(begin, clock.instant()));
        } catch (ProcessFailedException e) {
            // One that ended by itself has been seen by the listener. One that was too slow we have ended ourselves.
            if (process.state() instanceof Ended ended && ended.exit().wanted()) {
                later(Duration.ZERO, () -> died(process, e.reason(), e.logTail()));
            }
        }
    }

    private void later(Duration pause, Runnable task) {
        if (!thread.isShutdown()) {
            thread.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
