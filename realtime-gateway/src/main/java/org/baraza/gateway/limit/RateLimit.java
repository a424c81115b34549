package org.baraza.gateway.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.baraza.rest.ProblemException;

/** How often somebody may do something: a token bucket for each key. Safe for use by several threads. */
public final class RateLimit {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Past this many buckets, full ones are forgotten: a full bucket says nothing. */
    private static final int MAX_BUCKETS = 50_000;

    private final int perSecond;
    private final int burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param perSecond how often a second
     * @param burst how often at once, before the rate applies
     */
    public RateLimit(int perSecond, int burst) {
        this(perSecond, burst, System::nanoTime);
    }

    RateLimit(int perSecond, int burst, LongSupplier nanoTime) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("rate and burst must be positive: " + perSecond + ", " + burst);
        }
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes one off the account of {@code key}.
     *
     * @throws ProblemException 429 if there is none left
     */
    public void take(String key) {
        long now = nanoTime.getAsLong();
        if (buckets.size() > MAX_BUCKETS) {
            buckets.values().removeIf(bucket -> refilled(bucket, now).tokens() >= burst);
        }
        Bucket after = buckets.compute(key, (id, before) -> {
            Bucket bucket = before == null ? new Bucket(burst, now, true) : refilled(before, now);
            return bucket.taken();
        });
        if (!after.granted()) {
            throw new ProblemException(429, "TOO_MANY_REQUESTS", "more than " + perSecond + " a second");
        }
    }

    /**
     * @param tokens how many commands are left
     * @param at when that was so
     * @param granted whether the last command was
     */
    private record Bucket(double tokens, long at, boolean granted) {

        Bucket taken() {
            return tokens >= 1 ? new Bucket(tokens - 1, at, true) : new Bucket(tokens, at, false);
        }
    }

    private Bucket refilled(Bucket bucket, long now) {
        double earned = (double) (now - bucket.at()) / NANOS_PER_SECOND * perSecond;
        return new Bucket(Math.min(burst, bucket.tokens() + earned), now, true);
    }
}
