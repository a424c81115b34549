package org.baraza.eventlog;

import java.time.Duration;

/**
 * The time from one batch to the next, in which events gather: a batch of one costs a reader nearly what a batch of a hundred
 * does. An event after a calm is taken at once. The one thread that reads waits here; any thread may hurry it.
 */
final class Gathering {

    private final long nanos;
    private long next = System.nanoTime();
    private boolean isHurried;

    Gathering(Duration time) {
        this.nanos = time.toNanos();
    }

    /** A batch was taken just now. */
    synchronized void taken() {
        next = System.nanoTime() + nanos;
        isHurried = false;
    }

    /** Waits until the next batch may be taken, or somebody is in a hurry. */
    synchronized void await() throws InterruptedException {
        for (long left = left(); left > 0 && !isHurried; left = left()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** Has the next batch be taken at once. */
    synchronized void hurry() {
        isHurried = true;
        notifyAll();
    }

    private long left() {
        return next - System.nanoTime();
    }
}
