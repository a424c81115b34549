package org.baraza.gateway.session;

import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.engineio.SessionIdGenerator;

/**
 * What all Socket.IO connections share.
 *
 * @param config the limits of sockets
 * @param ids makes the ids of sockets
 * @param authenticator says who connects
 * @param events where events go
 * @param listener hears of sessions that come and go
 * @param metrics counts
 */
record SessionContext(
        GatewayConfig.Sockets config,
        SessionIdGenerator ids,
        SocketAuthenticator authenticator,
        SocketEvents events,
        SessionListener listener,
        SessionMetrics metrics) {}
