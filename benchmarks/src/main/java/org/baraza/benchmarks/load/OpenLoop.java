package org.baraza.benchmarks.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls at fixed times, whatever the calls do.
 *
 * @param perSecond calls a second
 * @param calls how many
 */
public record OpenLoop(double perSecond, int calls) {

    /** One call. */
    public interface Call {

        /**
         * @param number from 0
         * @param dueNanos when it was due, as {@link System#nanoTime()} counts
         */
        void make(int number, long dueNanos);
    }

    /** Makes the calls and returns after the last. */
    public void run(Call call) {
        long start = System.nanoTime();
        double interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int i = 0; i < calls; i++) {
            long due = start + (long) (i * interval);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            call.make(i, due);
        }
    }
}
