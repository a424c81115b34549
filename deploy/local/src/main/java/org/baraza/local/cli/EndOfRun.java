package org.baraza.local.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.baraza.local.platform.LocalPlatform;

/** Ends the platform in order when this process is asked to end, be it while the platform starts or afterwards. */
final class EndOfRun {

    /** How long a start that was interrupted may take to clean up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Console console;
    private final AtomicReference<LocalPlatform> platform = new AtomicReference<>();
    private final CountDownLatch mainDone = new CountDownLatch(1);
    private volatile boolean near;

    private EndOfRun(Console console) {
        this.console = console;
    }

    static EndOfRun onSignal(Console console) {
        EndOfRun end = new EndOfRun(console);
        Runtime.getRuntime().addShutdownHook(new Thread(end::run, "end-of-run"));
        return end;
    }

    /** Whether this process was asked to end; what fails from then on is no news. */
    boolean isNear() {
        return near;
    }

    void closeFirst(LocalPlatform running) {
        platform.set(running);
    }

    void mainIsDone() {
        mainDone.countDown();
    }

    private void run() {
        if (mainDone.getCount() == 0) {
            return;
        }
        near = true;
        console.line("stopping");
        LocalPlatform running = platform.get();
        if (running != null) {
            running.close();
        } else {
            awaitMain();
        }
        console.line("stopped");
    }

    private void awaitMain() {
        try {
            mainDone.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
