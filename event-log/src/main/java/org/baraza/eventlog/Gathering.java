package org.baraza.eventlog;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The time from one batch to the next, in which events gather: a batch of one costs a reader nearly what a batch of a hundred
 * does. An event after a calm is taken at once, and nothing gathers while somebody waits for it. The one thread that reads
 * waits here; any thread may wake it.
 */
final class Gathering {

    private final long nanos;
    private final BooleanSupplier isAwaited;
    private long next = System.nanoTime();
    private boolean hasEnded;

    /** @param isAwaited whether somebody waits for what this reader is to apply; must not block */
    Gathering(Duration time, BooleanSupplier isAwaited) {
        this.nanos = time.toNanos();
        this.isAwaited = isAwaited;
    }

    /**
     * A batch was taken just now.
     *
     * @param all whether that was all there was
     */
    synchronized void taken(boolean all) {
        next = System.nanoTime() + (all ? nanos : 0);
    }

    /** Waits until the next batch may be taken. */
    synchronized void await() throws InterruptedException {
        for (long left = left(); left > 0 && !hasEnded && !isAwaited.getAsBoolean(); left = left()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** Somebody waits from now on. */
    synchronized void wake() {
        notifyAll();
    }

    /** Nothing gathers any more. */
    synchronized void end() {
        hasEnded = true;
        notifyAll();
    }

    private long left() {
        return next - System.nanoTime();
    }
}
