package org.baraza.benchmarks.load;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.HdrHistogram.Histogram;

/**
 * What became of each message of a round: when it was due, how often it was delivered, how late. Written by the client's
 * event loop, read by the round's thread.
 */
public final class Accounts {

    private static final long MAX_LATENCY_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int DIGITS = 3;

    private final long[] dueNanos;
    private final int[] delivered;
    private final int recipients;
    private final Histogram latency = new Histogram(MAX_LATENCY_NANOS, DIGITS);
    private final Histogram lag = new Histogram(MAX_LATENCY_NANOS, DIGITS);
    private final AtomicInteger deliveries = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /**
     * @param messages how many are sent
     * @param recipients how often each has to be delivered
     */
    public Accounts(int messages, int recipients) {
        this.dueNanos = new long[messages];
        this.delivered = new int[messages];
        this.recipients = recipients;
    }

    /** A message is being sent. */
    public void sent(int number, long due) {
        dueNanos[number] = due;
        lag.recordValue(Math.min(MAX_LATENCY_NANOS, Math.max(0, System.nanoTime() - due)));
    }

    /** A message has come to one of its recipients. */
    public void delivered(int number) {
        delivered[number]++;
        latency.recordValue(Math.min(MAX_LATENCY_NANOS, Math.max(0, System.nanoTime() - dueNanos[number])));
        deliveries.incrementAndGet();
    }

    /** The server has refused a message. */
    public void refused() {
        refused.incrementAndGet();
    }

    /** How many messages are sent in this round. */
    public int size() {
        return delivered.length;
    }

    /** How many deliveries there were. */
    public int deliveries() {
        return deliveries.get();
    }

    /** Waits until everything is delivered, or nothing more comes. */
    public void awaitAll(long patienceNanos) throws InterruptedException {
        int before = -1;
        long quietSince = System.nanoTime();
        while (deliveries() < (long) delivered.length * recipients) {
            if (deliveries() != before) {
                before = deliveries();
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > patienceNanos) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** The round's figures. Call when nothing is under way any more. */
    public Outcome outcome() {
        int lost = 0;
        int doubled = 0;
        for (int count : delivered) {
            lost += Math.max(0, recipients - count);
            doubled += Math.max(0, count - recipients);
        }
        return new Outcome(delivered.length, deliveries(), lost, doubled, refused.get(), latency, lag);
    }

    /**
     * @param messages sent
     * @param deliveries to all recipients together
     * @param lost deliveries that never came
     * @param doubled deliveries beyond the first
     * @param refused messages that the server did not take
     * @param latency from due to delivered, in nanoseconds
     * @param lag how late the generator itself was, in nanoseconds
     */
    public record Outcome(
            int messages, int deliveries, int lost, int doubled, int refused, Histogram latency, Histogram lag) {

        /** A percentile of the latency, in milliseconds. */
        public double latencyMillis(double percentile) {
            return latency.getValueAtPercentile(percentile) / 1e6;
        }

        /** The round in a line. */
        public String at(int rate) {
            return String.format(
                    Locale.ROOT,
                    "%d/s: p50 %.1f ms, p99 %.1f ms, lost %d, doubled %d, refused %d, generator late p99 %.1f ms",
                    rate,
                    latencyMillis(50),
                    latencyMillis(99),
                    lost,
                    doubled,
                    refused,
                    lag.getValueAtPercentile(99) / 1e6);
        }

        /** Whether each message came exactly once to each of its recipients. */
        public boolean isClean() {
            return lost == 0 && doubled == 0 && refused == 0;
        }
    }
}
