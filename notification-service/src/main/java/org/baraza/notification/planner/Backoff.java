package org.baraza.notification.planner;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a provider is tried again: doubled each time, with up to half as much again at random. */
final class Backoff {

    static final int MAX_ATTEMPTS = 8;

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Backoff() {}

    /**
     * @param attempt how many have failed, from 1
     * @param first the wait after the first
     * @param atLeast what the provider asks for
     */
    static Duration after(int attempt, Duration first, Duration atLeast) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, MAX_ATTEMPTS));
        Duration wait = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        if (wait.compareTo(atLeast) < 0) {
            wait = atLeast;
        }
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 2 + 1));
    }
}
