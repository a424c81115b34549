package org.baraza.acceptance.lost;

import java.time.Duration;
import java.util.Map;

/** How fast the gateways of these tests notice things: in seconds where they by default take half a minute. */
final class Timing {

    static final Duration LEASE = Duration.ofSeconds(20);
    static final Duration GRACE = Duration.ofSeconds(6);
    static final Duration PING_INTERVAL = Duration.ofSeconds(8);
    static final Duration PING_TIMEOUT = Duration.ofSeconds(4);
    /** When at the latest either end of a connection knows that nothing comes any more. */
    static final Duration SILENCE = PING_INTERVAL.plus(PING_TIMEOUT);
    /** A sweep, the way to the watchers, a machine with other things to do. */
    static final Duration NOTICE = Duration.ofSeconds(5);

    private Timing() {}

    static Map<String, String> ofGateways() {
        return Map.of(
                "GATEWAY_PRESENCE_LEASE", LEASE.toString(),
                "GATEWAY_PRESENCE_RENEWAL", "5s",
                "GATEWAY_PRESENCE_OFFLINE_GRACE", GRACE.toString(),
                "GATEWAY_SOCKETS_PING_INTERVAL", PING_INTERVAL.toString(),
                "GATEWAY_SOCKETS_PING_TIMEOUT", PING_TIMEOUT.toString());
    }
}
