package org.baraza.gateway.socketio;

import org.baraza.gateway.engineio.ProtocolViolation;

/**
 * What a peer can do wrong in Socket.IO packets (Socket.IO protocol v5, "Packet encoding").
 */
public enum SocketIoViolation implements ProtocolViolation {
    /** No text at all. */
    EMPTY_PACKET,
    /** Longer than {@link SocketIoLimits#maxPacketChars()}. */
    PACKET_TOO_LARGE,
    /** The first character is not a digit from 0 to 6. */
    UNKNOWN_PACKET_TYPE,
    /** A namespace with a character it cannot have, or longer than {@link SocketIoLimits#maxNamespaceChars()}. */
    INVALID_NAMESPACE,
    /** An acknowledgement that does not say of what. */
    ACK_ID_MISSING,
    /** Something other than a plain decimal number stands where an acknowledgement id does. */
    ACK_ID_NOT_A_NUMBER,
    /** An acknowledgement id that JavaScript could not count to: above 2^53 - 1. */
    ACK_ID_TOO_LARGE,
    /** A binary packet without a plain decimal number of attachments and the dash after it. */
    ATTACHMENTS_NOT_A_NUMBER,
    /** More attachments than {@link SocketIoLimits#maxAttachments()}. */
    TOO_MANY_ATTACHMENTS,
    /** Attachments that together exceed {@link SocketIoLimits#maxAttachmentBytes()}. */
    ATTACHMENTS_TOO_LARGE,
    /** Attachments and their placeholders do not match one to one. */
    INVALID_PLACEHOLDER,
    /** A text packet came while a binary one still waits for its attachments. */
    ATTACHMENT_EXPECTED,
    /** Bytes came that no packet has announced. */
    ATTACHMENT_UNEXPECTED,
    /** An event, acknowledgement or connect error without a payload. */
    PAYLOAD_MISSING,
    /** A disconnect with a payload. */
    PAYLOAD_UNEXPECTED,
    /** The payload of a connect or connect error is not a JSON object. */
    PAYLOAD_NOT_AN_OBJECT,
    /** The payload of an event or acknowledgement is not a JSON array. */
    PAYLOAD_NOT_AN_ARRAY,
    /** Not JSON, or JSON with a repeated key, or with something after its end. */
    INVALID_JSON,
    /** JSON nested deeper, with longer numbers or with more tokens than {@link SocketIoLimits} allow. */
    JSON_LIMIT_EXCEEDED,
    /** A JSON number beyond the range of a double. */
    NUMBER_OUT_OF_RANGE,
    /** An event without a name. */
    EVENT_NAME_MISSING,
    /** An event whose name is not a JSON string. */
    EVENT_NAME_NOT_A_STRING,
    /** An event name longer than {@link SocketIoLimits#maxEventNameChars()}. */
    EVENT_NAME_TOO_LONG,
    /** An event name that Socket.IO keeps for itself, such as {@code disconnect}. */
    EVENT_NAME_RESERVED
}
