package org.baraza.local.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A process as it can be known again later. Process ids are used again, so the moment of the start belongs to it.
 *
 * @param name the component's name
 * @param pid the process id
 * @param startedAt when the operating system started it, in milliseconds since 1970; 0 if it does not tell
 */
public record RunningProcess(String name, long pid, long startedAt) {

    static RunningProcess self() {
        return of("launcher", ProcessHandle.current().pid());
    }

    static RunningProcess of(String name, long pid) {
        long started = ProcessHandle.of(pid).map(RunningProcess::startOf).orElse(0L);
        return new RunningProcess(name, pid, started);
    }

    @JsonIgnore
    boolean isAlive() {
        return handle().isPresent();
    }

    /** Ends the process if it is still the one meant: gently, then not. */
    void end(Duration patience) {
        handle().ifPresent(handle -> {
            handle.destroy();
            try {
                handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                handle.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(handle -> handle.isAlive() && startOf(handle) == startedAt);
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
