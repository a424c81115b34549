package org.baraza.gateway.session;

import org.baraza.gateway.GatewayConfig;

/**
 * What all people's sockets share.
 *
 * @param config the limits of sockets
 * @param events where events go
 * @param listener hears of sockets that come and go
 * @param access says who is turned away
 * @param recovery lets clients come back
 */
record SessionContext(
        GatewayConfig.Sockets config,
        SocketEvents events,
        SessionListener listener,
        AccessRules access,
        StateRecovery recovery) {}
