package org.baraza.gateway.session;

/** Why no session is opened right now; the client may come back after a while. */
enum HandshakeRefusal {
    /** The gateway is starting, or about to end. */
    NOT_SERVING(503),
    /** The gateway has all the connections it takes. */
    FULL(503),
    /** The client's address has all the connections it may have. */
    ADDRESS_FULL(429);

    private final int status;

    HandshakeRefusal(int status) {
        this.status = status;
    }

    /** The HTTP status that says so. */
    int status() {
        return status;
    }
}
