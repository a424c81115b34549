package org.baraza.local.process;

import java.time.Duration;
import java.time.Instant;

/**
 * The life of a managed process: {@code Idle → Running → Ended → Running → …}.
 *
 * <p>Being ready is not a state: it is asked of the process itself, see {@link Readiness}.
 */
public sealed interface ProcessState {

    /** Never started. */
    record Idle() implements ProcessState {}

    /**
     * Started and not seen to end.
     *
     * @param process the operating system's process
     * @param since when it was started
     */
    record Running(Process process, Instant since) implements ProcessState {}

    /**
     * Ended.
     *
     * @param exit how
     */
    record Ended(Exit exit) implements ProcessState {}

    /**
     * How a process ended.
     *
     * @param code the exit code; 128 + n when signal n ended it
     * @param wanted whether we ended it ourselves, by stop or by kill
     * @param ran how long it ran
     */
    record Exit(int code, boolean wanted, Duration ran) {}
}
