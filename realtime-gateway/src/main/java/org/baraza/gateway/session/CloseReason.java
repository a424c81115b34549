package org.baraza.gateway.session;

/**
 * Why the gateway closes a transport. The code stands in the WebSocket close frame; every Socket.IO client comes back by
 * itself, whatever the code, since no Socket.IO DISCONNECT is sent.
 */
public enum CloseReason {
    /** The gateway is about to end; another one, or its successor, takes over. */
    GOING_AWAY(1001, "going away"),
    /** The client sent what the protocol does not allow. */
    PROTOCOL_ERROR(1002, "protocol error"),
    /** A frame of bytes came that no packet had announced. */
    UNSUPPORTED_DATA(1003, "unsupported data"),
    /** A message was larger than the gateway takes. */
    MESSAGE_TOO_LARGE(1009, "message too large"),
    /** What the client sent failed for a reason on our side. */
    INTERNAL_ERROR(1011, "internal error"),
    /** The client did not answer a ping in time. */
    PING_TIMEOUT(4000, "ping timeout"),
    /** The client did not authenticate in time. */
    CONNECT_TIMEOUT(4001, "not authenticated in time"),
    /** The person may not use the platform, or was signed out everywhere. */
    ACCESS_REVOKED(4003, "access revoked"),
    /** The socket's token is over, and no new one came in time. */
    TOKEN_EXPIRED(4004, "token expired"),
    /** The client reads too slowly: too much waits to be written to it. */
    SLOW_CONSUMER(4008, "slow consumer"),
    /** The client said goodbye. */
    CLIENT_DISCONNECTED(1000, "client disconnected");

    private final short code;
    private final String text;

    CloseReason(int code, String text) {
        this.code = (short) code;
        this.text = text;
    }

    /** Code of the WebSocket close frame. */
    public short code() {
        return code;
    }

    /** Text of the WebSocket close frame. */
    public String text() {
        return text;
    }
}
