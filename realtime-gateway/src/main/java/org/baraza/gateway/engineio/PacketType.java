package org.baraza.gateway.engineio;

/**
 * The kinds of Engine.IO packets; the digit is the packet's first character (Engine.IO protocol v4, "Packet encoding").
 */
public enum PacketType {
    /** Server to client, first packet of a session: the {@link Handshake}. */
    OPEN('0'),
    /** Either side gives up the transport. */
    CLOSE('1'),
    /** Server to client as a heartbeat; client to server as {@code 2probe} on a transport it would upgrade to. */
    PING('2'),
    /** The answer to a ping, with the same data. */
    PONG('3'),
    /** What the layer above has to say. */
    MESSAGE('4'),
    /** The client leaves the old transport for the probed one. */
    UPGRADE('5'),
    /** Ends a pending poll that has nothing to deliver. */
    NOOP('6');

    private final char digit;

    PacketType(char digit) {
        this.digit = digit;
    }

    /** The character that stands for this type on the wire. */
    public char digit() {
        return digit;
    }

    /**
     * The type a packet's first character stands for.
     *
     * @throws ProtocolException with {@link EngineIoViolation#UNKNOWN_PACKET_TYPE}
     */
    static PacketType of(char digit) {
        return switch (digit) {
            case '0' -> OPEN;
            case '1' -> CLOSE;
            case '2' -> PING;
            case '3' -> PONG;
            case '4' -> MESSAGE;
            case '5' -> UPGRADE;
            case '6' -> NOOP;
            default -> throw new ProtocolException(EngineIoViolation.UNKNOWN_PACKET_TYPE);
        };
    }
}
