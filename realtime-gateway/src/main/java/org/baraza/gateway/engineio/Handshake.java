package org.baraza.gateway.engineio;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The terms of a session, told to the client in its first packet (Engine.IO protocol v4, "Handshake").
 *
 * @param sid the session's id, in characters a URL needs no escapes for
 * @param upgrades the transports the client may move to
 * @param pingInterval from one heartbeat of the server to the next, at least a millisecond
 * @param pingTimeout how long either side waits for the other's part of the heartbeat, at least a millisecond
 * @param maxPayloadBytes the longest body a client may POST, bytes
 */
public record Handshake(
        String sid, List<Transport> upgrades, Duration pingInterval, Duration pingTimeout, int maxPayloadBytes) {

    public Handshake {
        if (!SessionId.isWellFormed(sid)) {
            throw new IllegalArgumentException("not a session id: " + sid);
        }
        upgrades = List.copyOf(upgrades);
        requireMillis("pingInterval", pingInterval);
        requireMillis("pingTimeout", pingTimeout);
        if (maxPayloadBytes < 1) {
            throw new IllegalArgumentException("maxPayloadBytes must be positive: " + maxPayloadBytes);
        }
    }

    /** The terms as the packet {@code 0{"sid":…}}, times in milliseconds. */
    public EngineIoPacket.Text toPacket() {
        ObjectNode terms = JsonNodeFactory.instance.objectNode();
        terms.put("sid", sid);
        ArrayNode names = terms.putArray("upgrades");
        upgrades.forEach(transport -> names.add(transport.wireName()));
        terms.put("pingInterval", pingInterval.toMillis());
        terms.put("pingTimeout", pingTimeout.toMillis());
        terms.put("maxPayload", maxPayloadBytes);
        return new EngineIoPacket.Text(PacketType.OPEN, terms.toString());
    }

    private static void requireMillis(String name, Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(name + " must be at least a millisecond: " + duration);
        }
    }
}
