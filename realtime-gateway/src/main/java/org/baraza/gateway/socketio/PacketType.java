package org.baraza.gateway.socketio;

import org.baraza.gateway.engineio.ProtocolException;

/**
 * The kinds of Socket.IO packets; the digit is the packet's first character (Socket.IO protocol v5, "Exchange
 * protocol").
 */
enum PacketType {
    CONNECT('0'),
    DISCONNECT('1'),
    EVENT('2'),
    ACK('3'),
    CONNECT_ERROR('4'),
    BINARY_EVENT('5'),
    BINARY_ACK('6');

    private final char digit;

    PacketType(char digit) {
        this.digit = digit;
    }

    char digit() {
        return digit;
    }

    boolean hasAttachments() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }

    boolean canHaveAckId() {
        return this == EVENT || this == ACK || hasAttachments();
    }

    static PacketType of(char digit) {
        return switch (digit) {
            case '0' -> CONNECT;
            case '1' -> DISCONNECT;
            case '2' -> EVENT;
            case '3' -> ACK;
            case '4' -> CONNECT_ERROR;
            case '5' -> BINARY_EVENT;
            case '6' -> BINARY_ACK;
            default -> throw new ProtocolException(SocketIoViolation.UNKNOWN_PACKET_TYPE);
        };
    }
}
