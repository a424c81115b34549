package org.baraza.gateway.engineio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Why a request to the Engine.IO path is turned away, with the very codes and words of the reference server, which
 * clients show and match. Sent as {@code application/json}.
 */
public enum HandshakeError {
    /** The parameter {@code transport} is missing or names none of ours. */
    UNKNOWN_TRANSPORT(0, "Transport unknown", 400),
    /** No session has that id, or no longer; the client opens another. */
    UNKNOWN_SID(1, "Session ID unknown", 400),
    /** A session is opened with GET only. */
    BAD_HANDSHAKE_METHOD(2, "Bad handshake method", 400),
    /** A request that does not fit its session: another transport without an upgrade, an unusable method. */
    BAD_REQUEST(3, "Bad request", 400),
    /** This client may not open a session, or not now. */
    FORBIDDEN(4, "Forbidden", 403),
    /** The parameter {@code EIO} is missing or not 4. */
    UNSUPPORTED_PROTOCOL_VERSION(5, "Unsupported protocol version", 400);

    private final int code;
    private final String message;
    private final int status;

    HandshakeError(int code, String message, int status) {
        this.code = code;
        this.message = message;
        this.status = status;
    }

    /** The error's number on the wire. */
    public int code() {
        return code;
    }

    /** The words that go with the number. */
    public String message() {
        return message;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The body of the answer: {@code {"code":1,"message":"Session ID unknown"}}. */
    public String json() {
        return json(message);
    }

    /** The body of the answer with other words, as the reference server allows whoever forbids a handshake. */
    public String json(String reason) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", code)
                .put("message", reason)
                .toString();
    }
}
