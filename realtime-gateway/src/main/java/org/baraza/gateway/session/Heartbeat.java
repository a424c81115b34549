package org.baraza.gateway.session;

import java.time.Duration;

/** When a client is to be pinged, and when it is gone. For one thread; times in nanoseconds of the monotonic clock. */
final class Heartbeat {

    private final long interval;
    private final long timeout;
    private long pingedAt;
    private boolean awaitsPong;

    Heartbeat(Duration interval, Duration timeout) {
        this.interval = interval.toNanos();
        this.timeout = timeout.toNanos();
        this.pingedAt = System.nanoTime();
    }

    /** The client is told the terms: a first ping is due an interval later. */
    void begin(long now) {
        pingedAt = now;
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
     * A ping goes out. Its time counts from when it was due, but that the client has at least three quarters of it: that nobody
     * looked for long is not its fault.
     */
    void pinged(long now) {
        pingedAt = Math.max(pingedAt + interval, now - timeout / 4);
        awaitsPong = true;
    }

    void ponged() {
        awaitsPong = false;
    }
}
