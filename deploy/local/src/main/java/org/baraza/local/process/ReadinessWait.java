package org.baraza.local.process;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Waits until a process that was started is ready.
 *
 * @param readiness when that is
 * @param log its log
 */
record ReadinessWait(Readiness readiness, LogFile log) {

    /** Pause between two looks. */
    private static final Duration POLL = Duration.ofMillis(25);

    enum Outcome {
        READY,
        ENDED,
        TOO_SLOW,
        INTERRUPTED
    }

    Outcome await(Duration timeout, BooleanSupplier alive) {
        Instant limit = Instant.now().plus(timeout);
        while (true) {
            if (!alive.getAsBoolean()) {
                return Outcome.ENDED;
            }
            Duration left = Duration.between(Instant.now(), limit);
            if (left.isNegative()) {
                return Outcome.TOO_SLOW;
            }
            if (ready(left)) {
                return Outcome.READY;
            }
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Outcome.INTERRUPTED;
            }
        }
    }

    private boolean ready(Duration left) {
        if (readiness instanceof Readiness.Line line) {
            return log.hasLine(line.prefix());
        }
        if (readiness instanceof Readiness.Probe probe) {
            try {
                return probe.question().ask(left);
            } catch (IOException notYet) {
                return false;
            }
        }
        return true;
    }
}
