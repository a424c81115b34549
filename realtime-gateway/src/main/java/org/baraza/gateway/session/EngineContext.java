package org.baraza.gateway.session;

import java.time.Duration;

import org.baraza.gateway.engineio.PayloadDecoder;
import org.baraza.gateway.engineio.PayloadLimits;
import org.baraza.gateway.limit.FrameRate;

/**
 * What all Engine.IO sessions of a server share.
 *
 * @param pingInterval from one ping to the next
 * @param pingTimeout a client that has not answered a ping by then is closed
 * @param upgradeTimeout a WebSocket that is tried and not moved to by then is closed
 * @param maxMessageBytes largest message or posted body, in bytes
 * @param maxOutboundBytes what may wait for one client, in bytes
 * @param maxEphemeralBacklog past so many bytes that wait for a client it is not sent what is worth nothing later
 * @param idleTimeout a connection on which nothing has come or gone for so long is closed
 * @param frameRate how much one client may send
 * @param metrics counts
 */
record EngineContext(
        Duration pingInterval,
        Duration pingTimeout,
        Duration upgradeTimeout,
        int maxMessageBytes,
        int maxOutboundBytes,
        int maxEphemeralBacklog,
        Duration idleTimeout,
        FrameRate frameRate,
        SessionMetrics metrics) {

    /** Takes bodies of polling clients apart. */
    PayloadDecoder payloads() {
        return new PayloadDecoder(new PayloadLimits(maxMessageBytes, PayloadLimits.DEFAULT.maxPackets()));
    }
}
