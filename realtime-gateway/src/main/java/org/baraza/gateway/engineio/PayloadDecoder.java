package org.baraza.gateway.engineio;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Takes the body of a client's POST apart into packets (Engine.IO protocol v4, "HTTP long-polling": packets are
 * separated by the record separator, 0x1E). Safe on any thread.
 */
public final class PayloadDecoder {

    /** The record separator between two packets; JSON never contains it unescaped. */
    static final char SEPARATOR = '\u001e';

    private final PayloadLimits limits;

    public PayloadDecoder(PayloadLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /**
     * All packets of a body, in order. One bad packet spoils the body: none of it is delivered, for the session is
     * closed.
     *
     * <p>The length is checked in characters, which are never more than the bytes; the exact check is for whoever
     * receives the bytes, before they are a string.
     *
     * @throws ProtocolException with an {@link EngineIoViolation}
     */
    public List<EngineIoPacket> decode(String payload) {
        if (payload.length() > limits.maxPayloadBytes()) {
            throw new ProtocolException(EngineIoViolation.PAYLOAD_TOO_LARGE);
        }
        int end = payload.indexOf(SEPARATOR);
        if (end < 0) {
            return List.of(EngineIoPacket.decode(payload));
        }
        List<EngineIoPacket> packets = new ArrayList<>();
        int start = 0;
        while (end >= 0) {
            add(packets, payload.substring(start, end));
            start = end + 1;
            end = payload.indexOf(SEPARATOR, start);
        }
        add(packets, payload.substring(start));
        return packets;
    }

    private void add(List<EngineIoPacket> packets, String packet) {
        if (packets.size() == limits.maxPackets()) {
            throw new ProtocolException(EngineIoViolation.TOO_MANY_PACKETS);
        }
        packets.add(EngineIoPacket.decode(packet));
    }
}
