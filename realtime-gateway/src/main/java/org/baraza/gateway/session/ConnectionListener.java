package org.baraza.gateway.session;

/** Hears of connections that come and go, on their event loops; must not block. */
interface ConnectionListener {

    /** The client has joined its first namespace. */
    void occupied(SocketConnection connection);

    /** The client has left its last namespace. */
    void vacated(SocketConnection connection);

    /** The connection is over. */
    void ended(SocketConnection connection);
}
