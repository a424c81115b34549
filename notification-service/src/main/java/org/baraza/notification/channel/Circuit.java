package org.baraza.notification.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls from a provider that is down: after {@value #FAILURES_TO_OPEN} failures in a row it is left alone for a while,
 * then tried with one call. Safe for use by several threads.
 */
final class Circuit {

    static final int FAILURES_TO_OPEN = 5;
    static final Duration PAUSE = Duration.ofSeconds(15);

    private final Clock clock;
    private int failures;
    private Instant closedAgain = Instant.MIN;

    Circuit(Clock clock) {
        this.clock = clock;
    }

    /** Whether a call may be made now; a single one once the pause is over. */
    synchronized boolean mayCall() {
        if (failures < FAILURES_TO_OPEN) {
            return true;
        }
        if (clock.instant().isBefore(closedAgain)) {
            return false;
        }
        closedAgain = clock.instant().plus(PAUSE);
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        if (failures >= FAILURES_TO_OPEN) {
            closedAgain = clock.instant().plus(PAUSE);
        }
    }
}
