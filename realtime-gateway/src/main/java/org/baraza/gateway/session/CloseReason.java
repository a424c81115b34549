package org.baraza.gateway.session;

import java.util.Optional;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.baraza.gateway.limit.TooManyFramesException;

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
    /** What came as text is not UTF-8. */
    INVALID_TEXT(1007, "not UTF-8"),
    /** A message was larger than the gateway takes. */
    MESSAGE_TOO_LARGE(1009, "message too large"),
    /** What the client sent failed for a reason on our side. */
    INTERNAL_ERROR(1011, "internal error"),
    /** The client did not answer a ping in time. */
    PING_TIMEOUT(4000, "ping timeout"),
    /** The client did not authenticate in time. */
    CONNECT_TIMEOUT(4001, "not authenticated in time"),
    /** The client sends more than it may. */
    TOO_MANY_FRAMES(4002, "too many frames"),
    /** The person may not use the platform, or was signed out everywhere. */
    ACCESS_REVOKED(4003, "access revoked"),
    /** The socket's token is over, and no new one came in time. */
    TOKEN_EXPIRED(4004, "token expired"),
    /** The person has all the sockets that they may have on this gateway. */
    TOO_MANY_SOCKETS(4005, "too many sockets"),
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

    /** Why a WebSocket is to be closed that has failed so; empty if it is over by itself. */
    static Optional<CloseReason> ofFailure(Throwable failure) {
        if (failure instanceof TooManyFramesException) {
            return Optional.of(TOO_MANY_FRAMES);
        }
        if (failure instanceof CorruptedWebSocketFrameException frame) {
            if (frame.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
                return Optional.of(MESSAGE_TOO_LARGE);
            }
            boolean isText = frame.closeStatus().equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
            return Optional.of(isText ? INVALID_TEXT : PROTOCOL_ERROR);
        }
        // a message that has grown too large frame by frame; it would be passed over and its last frames taken for
        // another
        return failure instanceof IllegalStateException ? Optional.of(MESSAGE_TOO_LARGE) : Optional.empty();
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
