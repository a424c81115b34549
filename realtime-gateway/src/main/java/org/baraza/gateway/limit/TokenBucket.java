package org.baraza.gateway.limit;

/** How often one thing may happen: so many times at once, and then at a rate. For one thread. */
public final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private final int burst;
    private double tokens;
    private long refilledAt;

    /**
     * @param perSecond how often a second
     * @param burst how often at once, before the rate applies
     * @param now in nanoseconds of the monotonic clock
     */
    TokenBucket(int perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.refilledAt = now;
    }

    /** @return whether it may happen once more now */
    public boolean take(long now) {
        tokens = Math.min(burst, tokens + (now - refilledAt) / NANOS_PER_SECOND * perSecond);
        refilledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
