package org.baraza.gateway.engineio;

import java.util.Optional;

/**
 * What an HTTP request to the Engine.IO path asks for, as far as the request itself can tell (Engine.IO protocol v4,
 * "URLs" and "Handshake"). The checks and their order are those of the reference server, so that a request with two
 * faults gets the same answer here.
 */
public sealed interface HandshakeRequest {

    /**
     * Asks for a new session.
     *
     * @param transport the transport it starts on
     */
    record Opening(Transport transport) implements HandshakeRequest {}

    /**
     * Belongs to a session. Whether there is one, and whether it is on this transport, only the sessions know: the
     * answers are then {@link HandshakeError#UNKNOWN_SID} and {@link HandshakeError#BAD_REQUEST}.
     *
     * @param transport the transport the request came by; with {@link Transport#WEBSOCKET} it asks for the upgrade
     * @param sid the session's id, well-formed
     */
    record Continuing(Transport transport, String sid) implements HandshakeRequest {}

    /**
     * Must be turned away.
     *
     * @param error the answer
     */
    record Refused(HandshakeError error) implements HandshakeRequest {}

    /**
     * Reads a request. Never throws, whatever the client wrote.
     *
     * @param method the HTTP method, upper case
     * @param query the part of the URL after the question mark, still percent-encoded; null if there is none
     * @param webSocketUpgrade whether the request asks to become a WebSocket
     */
    static HandshakeRequest read(String method, String query, boolean webSocketUpgrade) {
        HandshakeQuery parameters = HandshakeQuery.parse(query);
        Optional<Transport> transport = Transport.ofWireName(parameters.transport());
        if (transport.isEmpty()) {
            return new Refused(HandshakeError.UNKNOWN_TRANSPORT);
        }
        boolean transportFits = (transport.get() == Transport.WEBSOCKET) == webSocketUpgrade;
        return parameters.sid().isEmpty()
                ? opening(method, transport.get(), transportFits, parameters.eio())
                : continuing(method, transport.get(), transportFits, parameters.sid());
    }

    private static HandshakeRequest opening(String method, Transport transport, boolean transportFits, String version) {
        if (!method.equals("GET")) {
            return new Refused(HandshakeError.BAD_HANDSHAKE_METHOD);
        }
        if (!transportFits) {
            return new Refused(HandshakeError.BAD_REQUEST);
        }
        if (!version.equals("4")) {
            return new Refused(HandshakeError.UNSUPPORTED_PROTOCOL_VERSION);
        }
        return new Opening(transport);
    }

    private static HandshakeRequest continuing(String method, Transport transport, boolean transportFits, String sid) {
        if (!SessionId.isWellFormed(sid)) {
            return new Refused(HandshakeError.UNKNOWN_SID);
        }
        boolean methodFits = method.equals("GET") || (transport == Transport.POLLING && method.equals("POST"));
        if (!transportFits || !methodFits) {
            return new Refused(HandshakeError.BAD_REQUEST);
        }
        return new Continuing(transport, sid);
    }
}
