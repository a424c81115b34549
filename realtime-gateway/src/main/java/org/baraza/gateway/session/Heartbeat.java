package org.baraza.gateway.session;

import java.time.Duration;

/** When a client is to be pinged, and when it is gone. For one thread; times in nanoseconds of the monotonic clock. */
final class Heartbeat {

    private final long interval;
    private final long timeout;
    private long pingedAt;
    private boolean awaitsPong;

    /** @param now when the session begins: a first ping is due an interval later */
    Heartbeat(Duration interval, Duration timeout, long now) {
        this.interval = interval.toNanos();
        this.timeout = timeout.toNanos();
        this.pingedAt = now;
    }

    /** Whether the client has not answered a ping in time. */
    boolean isMissed(long now) {
        return awaitsPong && now - pingedAt > timeout;
    }

    /** Whether it is time for a ping. */
    boolean isDue(long now) {
        return !awaitsPong && now - pingedAt > interval;
    }

    /**
     * A ping goes out. Its time counts from when it was due, unless nobody looked for long: that is not the client's fault.
     *
     * @param tickLength how often somebody looks
     */
    void pinged(long now, Duration tickLength) {
        pingedAt = Math.max(pingedAt + interval, now - tickLength.toNanos());
        awaitsPong = true;
    }

    void ponged() {
        awaitsPong = false;
    }
}
