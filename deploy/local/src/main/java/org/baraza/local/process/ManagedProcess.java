package org.baraza.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.baraza.local.process.ProcessState.Ended;
import org.baraza.local.process.ProcessState.Exit;
import org.baraza.local.process.ProcessState.Idle;
import org.baraza.local.process.ProcessState.Running;

/**
 * A child process that can be started, ended and started again with the same arguments, ports and data.
 *
 * <p>It dies with this JVM: gently when the JVM ends in order. Safe for use by several threads; starting and ending
 * exclude each other.
 */
public final class ManagedProcess implements AutoCloseable {

    /** Lines of the log that a failure shows. */
    public static final int TAIL_LINES = 20;

    private final ProcessSpec spec;
    private final LogFile log;
    private final List<Consumer<Exit>> exitListeners = new CopyOnWriteArrayList<>();

    private volatile ProcessState state = new Idle();
    private volatile boolean endWanted;
    private volatile CompletableFuture<Void> exited = CompletableFuture.completedFuture(null);

    public ManagedProcess(ProcessSpec spec) {
        this.spec = spec;
        this.log = new LogFile(spec.log());
    }

    public String name() {
        return spec.name();
    }

    public ProcessSpec spec() {
        return spec;
    }

    public LogFile log() {
        return log;
    }

    public ProcessState state() {
        return state;
    }

    /**
     * Starts the process and returns once it is ready.
     *
     * @throws ProcessFailedException if it cannot be started, ends, or is not ready in time
     */
    public ManagedProcess start() {
        launch();
        awaitReady();
        return this;
    }

    /**
     * Starts the process and returns at once; see {@link #awaitReady()}.
     *
     * @throws IllegalStateException if it runs already
     */
    public synchronized void launch() {
        if (isAlive()) {
            throw new IllegalStateException(name() + " runs already");
        }
        ChildProcesses.endWithThisJvm(this);
        log.rotate();
        endWanted = false;
        Instant started = Instant.now();
        try {
            Files.createDirectories(spec.directory());
            ProcessBuilder builder = new ProcessBuilder(ChildProcesses.outsideTerminal(spec.command()))
                    .directory(spec.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(ChildProcesses.nothing()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            Process process = builder.start();
            state = new Running(process, started);
            exited = watch(process, started);
        } catch (IOException e) {
            throw new ProcessFailedException(name(), "could not be started: " + e.getMessage(), List.of(), e);
        }
    }

    /**
     * Waits until the started process is ready.
     *
     * @throws ProcessFailedException if it ends or is not ready in time; it is killed then
     */
    public void awaitReady() {
        switch (new ReadinessWait(spec.readiness(), log).await(spec.startTimeout(), this::isAlive)) {
            case READY -> {}
            case ENDED -> {
                // the wait may see it before its exit is noticed
                awaitExit(spec.stopTimeout());
                throw failed("ended while starting" + exitText());
            }
            case TOO_SLOW -> {
                kill();
                throw failed("was not ready within " + spec.startTimeout().toSeconds() + " s");
            }
            case INTERRUPTED -> {
                kill();
                throw failed("was interrupted while starting");
            }
        }
    }

    public boolean isAlive() {
        return state instanceof Running running && running.process().isAlive();
    }

    /**
     * The process id.
     *
     * @throws IllegalStateException if the process does not run
     */
    public long pid() {
        return running().process().pid();
    }

    /** The processor time used since its last start; empty when it does not run. */
    public Optional<Duration> cpuTime() {
        return state instanceof Running running ? running.process().info().totalCpuDuration() : Optional.empty();
    }

    /** Ends it the hard way (SIGKILL), as a crash would, and waits until it is gone. */
    public synchronized void kill() {
        if (state instanceof Running running) {
            endWanted = true;
            running.process().destroyForcibly();
            awaitExit(spec.stopTimeout());
        }
    }

    /** Asks it to end (SIGTERM) and waits; kills it when it takes longer than its stop timeout. */
    public synchronized void stop() {
        if (state instanceof Running running) {
            askToEnd(running);
            if (!awaitExit(spec.stopTimeout())) {
                kill();
            }
        }
    }

    /** Asks all of them to end, at the same time, and waits for each as {@link #stop} does. */
    public static void stopAll(Collection<ManagedProcess> processes) {
        for (ManagedProcess process : processes) {
            if (process.state instanceof Running running) {
                process.askToEnd(running);
            }
        }
        processes.forEach(ManagedProcess::stop);
    }

    private synchronized void askToEnd(Running running) {
        if (!endWanted) {
            endWanted = true;
            running.process().destroy();
        }
    }

    /** Stops it if it runs, starts it again and waits until it is ready. */
    public void restart() {
        stop();
        start();
    }

    /** Tells how the process ended, each time it does; on a thread that must not be blocked for long. */
    public void onExit(Consumer<Exit> listener) {
        exitListeners.add(listener);
    }

    /** The last lines of its log, oldest first. */
    public List<String> logTail(int lines) {
        return log.tail(lines);
    }

    @Override
    public void close() {
        stop();
    }

    /** A thread of its own: those that futures share by default may all be waiting for this very process to end. */
    private CompletableFuture<Void> watch(Process process, Instant started) {
        CompletableFuture<Void> noticed = new CompletableFuture<>();
        Thread watch = new Thread(
                () -> {
                    try {
                        process.waitFor();
                        ended(process, started);
                        noticed.complete(null);
                    } catch (InterruptedException | RuntimeException e) {
                        noticed.completeExceptionally(e);
                    }
                },
                "exit-of-" + name());
        watch.setDaemon(true);
        watch.start();
        return noticed;
    }

    private void ended(Process process, Instant started) {
        Exit exit = new Exit(process.exitValue(), endWanted, Duration.between(started, Instant.now()));
        state = new Ended(exit);
        exitListeners.forEach(listener -> listener.accept(exit));
    }

    /** Waits for the exit to be noticed too, so that the state is right when this returns true. */
    private boolean awaitExit(Duration timeout) {
        try {
            exited.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Running running() {
        if (state instanceof Running running) {
            return running;
        }
        throw new IllegalStateException(name() + " does not run");
    }

    private String exitText() {
        return state instanceof Ended ended ? " (exit code " + ended.exit().code() + ")" : "";
    }

    private ProcessFailedException failed(String reason) {
        return new ProcessFailedException(name(), reason, logTail(TAIL_LINES), null);
    }
}
