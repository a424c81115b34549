package org.baraza.gateway.session;

import java.time.Duration;
import java.util.Map;

import org.baraza.gateway.engineio.SessionIdGenerator;
import org.baraza.gateway.socketio.SocketIoDecoder;

/**
 * What all Socket.IO connections of a server share.
 *
 * @param namespaces what clients can connect to, by path
 * @param connectTimeout a connection that is in no namespace for so long is closed
 * @param decoder reads packets, and knows how much of everything one may have
 * @param ids makes the ids of sockets
 * @param listener hears of connections that come and go
 */
record ConnectionContext(
        Map<String, NamespaceHandler> namespaces,
        Duration connectTimeout,
        SocketIoDecoder decoder,
        SessionIdGenerator ids,
        ConnectionListener listener) {

    ConnectionContext {
        namespaces = Map.copyOf(namespaces);
    }
}
