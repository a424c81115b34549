package org.baraza.local.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Decides whether a component that died is started again: a little later each time, and not for ever. */
final class RestartPolicy {

    /** So many restarts within the window; the next death is one too many. */
    static final int MAX_RESTARTS = 3;

    static final Duration WINDOW = Duration.ofMinutes(1);

    static final Duration FIRST_DELAY = Duration.ofSeconds(1);

    private final Duration firstDelay;
    private final Deque<Instant> deaths = new ArrayDeque<>();

    /** @param firstDelay the pause before the first restart; it doubles with each further one */
    RestartPolicy(Duration firstDelay) {
        this.firstDelay = firstDelay;
    }

    /** Counts a death; says after which pause to restart, or nothing when it is to stay dead. */
    Optional<Duration> onDeath(Instant now) {
        while (!deaths.isEmpty() && deaths.peekFirst().isBefore(now.minus(WINDOW))) {
            deaths.removeFirst();
        }
        deaths.addLast(now);
        if (deaths.size() > MAX_RESTARTS) {
            return Optional.empty();
        }
        return Optional.of(firstDelay.multipliedBy(1L << (deaths.size() - 1)));
    }
}
