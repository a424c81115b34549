package org.baraza.gateway.session;

/**
 * A CONNECT for which there is no place at this time. Its transport is closed, since clients come back from that with a
 * pause and never from a CONNECT_ERROR.
 */
final class NoPlaceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final CloseReason closeReason;

    NoPlaceException(CloseReason closeReason) {
        super(closeReason.text(), null, false, false);
        this.closeReason = closeReason;
    }

    /** What the client is told. */
    CloseReason closeReason() {
        return closeReason;
    }
}
