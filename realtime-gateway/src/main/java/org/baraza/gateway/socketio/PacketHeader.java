package org.baraza.gateway.socketio;

import java.util.OptionalLong;

import org.baraza.gateway.engineio.ProtocolException;

/**
 * What stands before a packet's payload (Socket.IO protocol v5, "Packet encoding"):
 * {@code <type>[<attachments>-][<namespace>,][<ack id>]}.
 *
 * @param attachments the number of attachments announced, 0 for types without
 * @param ackId empty if there is none, or for types without
 * @param payloadStart where in the text the payload begins; the text's length if there is none
 */
record PacketHeader(PacketType type, int attachments, String namespace, OptionalLong ackId, int payloadStart) {

    /** Digits of the greatest number that can stand in a header, 2^53 - 1. */
    private static final int MAX_DIGITS = 16;

    static PacketHeader read(String text, SocketIoLimits limits) {
        PacketType type = PacketType.of(text.charAt(0));
        int position = 1;
        int attachments = 0;
        if (type.hasAttachments()) {
            int dash = endOfDigits(text, position);
            attachments = attachments(text, position, dash, limits.maxAttachments());
            position = dash + 1;
        }
        String namespace = SocketIoPacket.MAIN_NAMESPACE;
        if (position < text.length() && text.charAt(position) == '/') {
            // Clients leave out the comma when nothing follows, as in "0/admin".
            int comma = text.indexOf(',', position);
            int end = comma < 0 ? text.length() : comma;
            namespace = namespace(text, position, end, limits.maxNamespaceChars());
            position = comma < 0 ? end : comma + 1;
        }
        OptionalLong ackId = OptionalLong.empty();
        if (type.canHaveAckId()) {
            int end = endOfDigits(text, position);
            if (end > position) {
                ackId = OptionalLong.of(number(
                        text,
                        position,
                        end,
                        AckId.MAX,
                        SocketIoViolation.ACK_ID_NOT_A_NUMBER,
                        SocketIoViolation.ACK_ID_TOO_LARGE));
                position = end;
            }
        }
        return new PacketHeader(type, attachments, namespace, ackId, position);
    }

    private static int attachments(String text, int start, int end, int max) {
        if (end == start || end == text.length() || text.charAt(end) != '-') {
            throw new ProtocolException(SocketIoViolation.ATTACHMENTS_NOT_A_NUMBER);
        }
        return (int) number(
                text,
                start,
                end,
                max,
                SocketIoViolation.ATTACHMENTS_NOT_A_NUMBER,
                SocketIoViolation.TOO_MANY_ATTACHMENTS);
    }

    private static String namespace(String text, int start, int end, int maxChars) {
        if (end - start > maxChars) {
            throw new ProtocolException(SocketIoViolation.INVALID_NAMESPACE);
        }
        String namespace = text.substring(start, end);
        if (!Namespace.isWellFormed(namespace)) {
            throw new ProtocolException(SocketIoViolation.INVALID_NAMESPACE);
        }
        return namespace;
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static long number(
            String text, int start, int end, long max, SocketIoViolation malformed, SocketIoViolation tooLarge) {
        if (text.charAt(start) == '0' && end - start > 1) {
            throw new ProtocolException(malformed);
        }
        if (end - start > MAX_DIGITS) {
            throw new ProtocolException(tooLarge);
        }
        long number = Long.parseLong(text, start, end, 10);
        if (number > max) {
            throw new ProtocolException(tooLarge);
        }
        return number;
    }
}
