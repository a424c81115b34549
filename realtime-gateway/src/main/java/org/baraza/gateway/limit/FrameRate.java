package org.baraza.gateway.limit;

/**
 * How much one client may send.
 *
 * @param perSecond frames a second, packets by long-polling, or events
 * @param burst at once, before the rate applies
 */
public record FrameRate(int perSecond, int burst) {

    public FrameRate {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("rate and burst must be positive: " + perSecond + ", " + burst);
        }
    }

    /** What one client may send from now on. */
    public TokenBucket bucket() {
        return new TokenBucket(perSecond, burst, System.nanoTime());
    }
}
