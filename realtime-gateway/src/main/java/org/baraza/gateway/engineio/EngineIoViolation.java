package org.baraza.gateway.engineio;

/**
 * What a peer can do wrong in Engine.IO packets and payloads (Engine.IO protocol v4, "Packet encoding").
 */
public enum EngineIoViolation implements ProtocolViolation {
    /** A frame, or a part of a polling payload, without even a packet type. */
    EMPTY_PACKET,
    /** The first character is neither a digit from 0 to 6 nor the {@code b} of a binary message. */
    UNKNOWN_PACKET_TYPE,
    /** What follows a {@code b} is not base64. */
    INVALID_BASE64,
    /** A payload longer than {@link PayloadLimits#maxPayloadBytes()}. */
    PAYLOAD_TOO_LARGE,
    /** A payload of more packets than {@link PayloadLimits#maxPackets()}. */
    TOO_MANY_PACKETS
}
