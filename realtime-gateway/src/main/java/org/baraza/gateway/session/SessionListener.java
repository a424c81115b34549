package org.baraza.gateway.session;

/** Hears of people's sockets that come and go, on their event loops; must not block. */
interface SessionListener {

    /**
     * A client has authenticated.
     *
     * @throws NoPlaceException if there is no place for it
     */
    void connected(SocketSession session, Identity identity) throws NoPlaceException;

    /** The client has left, or is gone. */
    void ended(SocketSession session, Identity identity);
}
