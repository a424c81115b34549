package org.baraza.gateway.session;

import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.engineio.PayloadDecoder;
import org.baraza.gateway.engineio.SessionIdGenerator;

/**
 * What all sessions share.
 *
 * @param config the limits of sockets
 * @param timing the same, in the unit of the clock that sessions read
 * @param ids makes the ids of sockets
 * @param payloads takes bodies of polling clients apart
 * @param authenticator says who connects
 * @param events where events go
 * @param listener hears of sessions that come and go
 * @param metrics counts
 */
record SessionContext(
        GatewayConfig.Sockets config,
        Timing timing,
        SessionIdGenerator ids,
        PayloadDecoder payloads,
        SocketAuthenticator authenticator,
        SocketEvents events,
        SessionListener listener,
        SessionMetrics metrics) {

    /** Durations in nanoseconds. */
    record Timing(long pingIntervalNanos, long pingTimeoutNanos, long connectTimeoutNanos) {
        static Timing of(GatewayConfig.Sockets config) {
            return new Timing(
                    config.pingInterval().toNanos(),
                    config.pingTimeout().toNanos(),
                    config.connectTimeout().toNanos());
        }
    }
}
