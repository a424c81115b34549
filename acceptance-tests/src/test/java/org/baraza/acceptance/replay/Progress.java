package org.baraza.acceptance.replay;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import static org.awaitility.Awaitility.await;

/** How a replay goes, told on the console while it runs. */
public final class Progress {

    private static final long MICROS = 1_000;
    private static final long SECOND = 1_000_000_000L;

    private final String name;
    private final int total;
    private final long start = System.nanoTime();
    private final AtomicLong acked = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong nextTelling = new AtomicLong(start + SECOND);
    private final Histogram ackMicros = new ConcurrentHistogram(3);
    private volatile long lastAck = start;

    /** @param total how much there is to do */
    public Progress(String name, int total) {
        this.name = name;
        this.total = total;
    }

    /**
     * Something was acknowledged.
     *
     * @param sinceNanos when it was begun, on this machine's monotonic clock
     * @param online whether that was when it was sent, too
     */
    public void acked(long sinceNanos, boolean online) {
        long now = System.nanoTime();
        if (online) {
            ackMicros.recordValue(Math.max(1, (now - sinceNanos) / MICROS));
        }
        long count = acked.incrementAndGet();
        lastAck = now;
        long due = nextTelling.get();
        if (now > due && nextTelling.compareAndSet(due, now + SECOND)) {
            tell(String.format(Locale.ROOT, "%d of %d acknowledged", count, total));
        }
    }

    /** Waits until so much is acknowledged. */
    void awaitAcked(int count) {
        await().atMost(Duration.ofMinutes(3)).until(() -> hasAcked(count));
    }

    /** Whether so much is acknowledged. */
    public boolean hasAcked(int count) {
        return acked.get() >= count;
    }

    void repeated() {
        repeated.incrementAndGet();
    }

    /** Something that happens to the platform meanwhile. */
    public void tell(String what) {
        System.out.printf(Locale.ROOT, "[%s] %5.1f s  %s%n", name, (System.nanoTime() - start) / (double) SECOND, what);
    }

    /** The figures at the end. */
    void summary(Histogram deliveryMicros) {
        Duration took = Duration.ofNanos(lastAck - start);
        tell(String.format(
                Locale.ROOT,
                "%d messages in %.1f s (%.0f/s), repeated %d; said online: ack p50 %.1f ms p99 %.1f ms, delivery p50 %.1f ms p99 %.1f ms",
                acked.get(),
                took.toMillis() / 1_000.0,
                acked.get() * 1_000.0 / Math.max(1, took.toMillis()),
                repeated.get(),
                ackMicros.getValueAtPercentile(50) / 1_000.0,
                ackMicros.getValueAtPercentile(99) / 1_000.0,
                deliveryMicros.getValueAtPercentile(50) / 1_000.0,
                deliveryMicros.getValueAtPercentile(99) / 1_000.0));
    }
}
