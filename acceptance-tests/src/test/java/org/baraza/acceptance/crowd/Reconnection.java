package org.baraza.acceptance.crowd;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When the community's website tries to come back: five times, after 1 s, 2 s, 4 s, 5 s, 5 s, each half more or less at random. */
final class Reconnection {

    private static final int ATTEMPTS = 5;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(5);
    private static final double JITTER = 0.5;

    private int attempts;

    /** Whether another attempt is made. */
    boolean goesOn() {
        return attempts < ATTEMPTS;
    }

    /** How long to wait before the next attempt, which counts from now on. */
    long nextDelayMillis() {
        long delay = Math.min(FIRST.toMillis() << attempts++, MOST.toMillis());
        return (long) (delay * ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER));
    }

    void succeeded() {
        attempts = 0;
    }
}
