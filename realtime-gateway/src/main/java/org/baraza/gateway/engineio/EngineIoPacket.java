package org.baraza.gateway.engineio;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * One Engine.IO packet, the unit a WebSocket frame carries and a polling payload is made of (Engine.IO protocol v4,
 * "Packet encoding"). Immutable, as long as nobody writes to the array of a {@link Binary}.
 */
public sealed interface EngineIoPacket {

    /** The kind of packet; a {@link Binary} is always a message. */
    PacketType type();

    /**
     * The packet as text: a WebSocket text frame, or one part of a polling payload. A {@link Binary} becomes base64
     * here; over WebSocket its bytes are a binary frame of their own instead.
     */
    String encode();

    /**
     * Reads a WebSocket text frame or one part of a polling payload. Data after a type that has no use for it is kept
     * and means nothing, as with the reference server.
     *
     * @throws ProtocolException with an {@link EngineIoViolation}
     */
    static EngineIoPacket decode(String text) {
        if (text.isEmpty()) {
            throw new ProtocolException(EngineIoViolation.EMPTY_PACKET);
        }
        char first = text.charAt(0);
        if (first == Binary.MARK) {
            return Binary.ofBase64(text.substring(1));
        }
        PacketType type = PacketType.of(first);
        return text.length() == 1 ? Text.bare(type) : new Text(type, text.substring(1));
    }

    /**
     * A packet of text.
     *
     * @param type the kind of packet
     * @param data what follows the type, empty if nothing does
     */
    record Text(PacketType type, String data) implements EngineIoPacket {

        /** The server's heartbeat. */
        public static final Text PING = new Text(PacketType.PING, "");

        /** The answer to the probe of a client that tries a better transport. */
        public static final Text PROBE_ANSWER = new Text(PacketType.PONG, "probe");

        /** Ends a pending poll. */
        public static final Text NOOP = new Text(PacketType.NOOP, "");

        /** Ends the session. */
        public static final Text CLOSE = new Text(PacketType.CLOSE, "");

        private static final Text PONG = new Text(PacketType.PONG, "");

        public Text {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(data, "data");
        }

        /** A message for the layer above. */
        public static Text message(String data) {
            return new Text(PacketType.MESSAGE, data);
        }

        /** Whether this is a client's {@code 2probe}. */
        public boolean isProbe() {
            return type == PacketType.PING && data.equals(PROBE_ANSWER.data);
        }

        @Override
        public String encode() {
            return type.digit() + data;
        }

        // Heartbeats are most of what an idle session sends: they cost no allocation.
        private static Text bare(PacketType type) {
            return switch (type) {
                case PING -> PING;
                case PONG -> PONG;
                case NOOP -> NOOP;
                case CLOSE -> CLOSE;
                case OPEN, MESSAGE, UPGRADE -> new Text(type, "");
            };
        }
    }

    /**
     * A message of bytes. Equal to another if the bytes are.
     *
     * @param data the bytes as they came, not copied: whoever hands them over must not change them
     */
    record Binary(byte[] data) implements EngineIoPacket {

        private static final char MARK = 'b';

        public Binary {
            Objects.requireNonNull(data, "data");
        }

        private static Binary ofBase64(String base64) {
            try {
                return new Binary(Base64.getDecoder().decode(base64));
            } catch (IllegalArgumentException e) {
                throw new ProtocolException(EngineIoViolation.INVALID_BASE64);
            }
        }

        @Override
        public PacketType type() {
            return PacketType.MESSAGE;
        }

        @Override
        public String encode() {
            return MARK + Base64.getEncoder().encodeToString(data);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Binary binary && Arrays.equals(data, binary.data);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(data);
        }

        @Override
        public String toString() {
            return "Binary[" + data.length + " bytes]";
        }
    }
}
