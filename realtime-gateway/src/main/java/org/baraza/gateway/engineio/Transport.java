package org.baraza.gateway.engineio;

import java.util.List;
import java.util.Optional;

/**
 * The ways a client can reach the gateway (Engine.IO protocol v4, "Transports").
 */
public enum Transport {
    /** HTTP long-polling: a GET that waits for packets, POSTs that bring them. */
    POLLING("polling"),
    /** A WebSocket, either from the start or upgraded to from polling. */
    WEBSOCKET("websocket");

    private final String wireName;

    Transport(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the query parameter {@code transport} and in the handshake. */
    public String wireName() {
        return wireName;
    }

    /** What a session that opens on this transport may upgrade to. */
    public List<Transport> upgrades() {
        return this == POLLING ? List.of(WEBSOCKET) : List.of();
    }

    static Optional<Transport> ofWireName(String name) {
        for (Transport transport : values()) {
            if (transport.wireName.equals(name)) {
                return Optional.of(transport);
            }
        }
        return Optional.empty();
    }
}
