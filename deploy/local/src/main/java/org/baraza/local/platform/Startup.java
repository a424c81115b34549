package org.baraza.local.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.baraza.local.process.ManagedProcess;

/**
 * Starts processes side by side.
 *
 * @param progress hears of each
 */
record Startup(Progress progress) {

    /**
     * Returns when all are ready.
     *
     * @param launched is run once all have been started and before any is ready
     * @throws org.baraza.local.process.ProcessFailedException of the first that is not
     */
    void startAll(List<ManagedProcess> processes, Runnable launched) {
        Instant begin = Instant.now();
        processes.forEach(process -> {
            progress.starting(process.name());
            process.launch();
        });
        launched.run();
        CompletableFuture<?>[] waits =
                processes.stream().map(process -> ready(process, begin)).toArray(CompletableFuture[]::new);
        try {
            allOrFirstFailure(waits).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** A thread each: waiting blocks, and there are few. */
    private CompletableFuture<Void> ready(ManagedProcess process, Instant begin) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread waiter = new Thread(
                () -> {
                    try {
                        process.awaitReady();
                        progress.ready(process.name(), Duration.between(begin, Instant.now()));
                        ready.complete(null);
                    } catch (RuntimeException e) {
                        ready.completeExceptionally(e);
                    }
                },
                "start-" + process.name());
        waiter.setDaemon(true);
        waiter.start();
        return ready;
    }

    private static CompletableFuture<Void> allOrFirstFailure(CompletableFuture<?>[] waits) {
        CompletableFuture<Void> result = CompletableFuture.allOf(waits);
        CompletableFuture<Void> first = new CompletableFuture<>();
        result.thenRun(() -> first.complete(null));
        for (CompletableFuture<?> wait : waits) {
            wait.exceptionally(failure -> {
                first.completeExceptionally(failure);
                return null;
            });
        }
        return first;
    }
}
