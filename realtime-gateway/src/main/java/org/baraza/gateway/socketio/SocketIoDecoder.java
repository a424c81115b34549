package org.baraza.gateway.socketio;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.gateway.engineio.ProtocolException;

/**
 * Reads Socket.IO packets (Socket.IO protocol v5, "Packet encoding"). Stricter than the reference server: it also
 * refuses what that one tolerates and no client of ours writes, such as numbers for event names. Safe on any thread;
 * one suffices, and it is too large to have one for each client.
 */
public final class SocketIoDecoder {

    private final SocketIoLimits limits;
    private final StrictJson json;

    public SocketIoDecoder(SocketIoLimits limits) {
        this.limits = limits;
        this.json = new StrictJson(limits);
    }

    /** Joins packets of one connection with their attachments, by the same limits. */
    public AttachmentAssembler newAssembler() {
        return new AttachmentAssembler(limits);
    }

    /**
     * The packet in the text of an Engine.IO message. If it is {@link SocketIoPacket.AwaitingAttachments}, the next
     * messages are its attachments: see {@link AttachmentAssembler}.
     *
     * @throws ProtocolException with a {@link SocketIoViolation}, and nothing else for any text
     */
    public SocketIoPacket decode(String text) {
        if (text.isEmpty()) {
            throw new ProtocolException(SocketIoViolation.EMPTY_PACKET);
        }
        if (text.length() > limits.maxPacketChars()) {
            throw new ProtocolException(SocketIoViolation.PACKET_TOO_LARGE);
        }
        PacketHeader header = PacketHeader.read(text, limits);
        return switch (header.type()) {
            case CONNECT -> connect(header, text);
            case CONNECT_ERROR -> connectError(header, text);
            case DISCONNECT -> disconnect(header, text);
            case EVENT, BINARY_EVENT -> event(header, text);
            case ACK, BINARY_ACK -> ack(header, text);
        };
    }

    private SocketIoPacket connect(PacketHeader header, String text) {
        Optional<ObjectNode> data =
                header.payloadStart() == text.length() ? Optional.empty() : Optional.of(object(header, text));
        return new SocketIoPacket.Connect(header.namespace(), data);
    }

    private SocketIoPacket connectError(PacketHeader header, String text) {
        return new SocketIoPacket.ConnectError(header.namespace(), object(header, text));
    }

    private static SocketIoPacket disconnect(PacketHeader header, String text) {
        if (header.payloadStart() < text.length()) {
            throw new ProtocolException(SocketIoViolation.PAYLOAD_UNEXPECTED);
        }
        return new SocketIoPacket.Disconnect(header.namespace());
    }

    private SocketIoPacket event(PacketHeader header, String text) {
        JsonNode[] payload = array(header, text);
        String name = eventName(payload);
        List<JsonNode> args = List.of(Arrays.copyOfRange(payload, 1, payload.length));
        if (!header.type().hasAttachments()) {
            return new SocketIoPacket.Event(header.namespace(), header.ackId(), name, args);
        }
        requirePlaceholders(args, header.attachments());
        return new SocketIoPacket.BinaryEvent(header.namespace(), header.ackId(), name, args, header.attachments());
    }

    private SocketIoPacket ack(PacketHeader header, String text) {
        JsonNode[] payload = array(header, text);
        if (header.ackId().isEmpty()) {
            throw new ProtocolException(SocketIoViolation.ACK_ID_MISSING);
        }
        long id = header.ackId().getAsLong();
        List<JsonNode> args = List.of(payload);
        if (!header.type().hasAttachments()) {
            return new SocketIoPacket.Ack(header.namespace(), id, args);
        }
        requirePlaceholders(args, header.attachments());
        return new SocketIoPacket.BinaryAck(header.namespace(), id, args, header.attachments());
    }

    private ObjectNode object(PacketHeader header, String text) {
        if (header.payloadStart() == text.length()) {
            throw new ProtocolException(SocketIoViolation.PAYLOAD_MISSING);
        }
        if (text.charAt(header.payloadStart()) != '{') {
            throw new ProtocolException(SocketIoViolation.PAYLOAD_NOT_AN_OBJECT);
        }
        return (ObjectNode) json.read(text.substring(header.payloadStart()));
    }

    private JsonNode[] array(PacketHeader header, String text) {
        if (header.payloadStart() == text.length()) {
            throw new ProtocolException(SocketIoViolation.PAYLOAD_MISSING);
        }
        switch (text.charAt(header.payloadStart())) {
            case '[' -> {}
            case '{', '"' -> throw new ProtocolException(SocketIoViolation.PAYLOAD_NOT_AN_ARRAY);
            default -> throw new ProtocolException(SocketIoViolation.ACK_ID_NOT_A_NUMBER);
        }
        JsonNode payload = json.read(text.substring(header.payloadStart()));
        JsonNode[] elements = new JsonNode[payload.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = payload.get(i);
        }
        return elements;
    }

    private String eventName(JsonNode[] payload) {
        if (payload.length == 0) {
            throw new ProtocolException(SocketIoViolation.EVENT_NAME_MISSING);
        }
        if (!payload[0].isTextual()) {
            throw new ProtocolException(SocketIoViolation.EVENT_NAME_NOT_A_STRING);
        }
        String name = payload[0].textValue();
        if (name.length() > limits.maxEventNameChars()) {
            throw new ProtocolException(SocketIoViolation.EVENT_NAME_TOO_LONG);
        }
        if (EventName.isReserved(name)) {
            throw new ProtocolException(SocketIoViolation.EVENT_NAME_RESERVED);
        }
        return name;
    }

    private static void requirePlaceholders(List<JsonNode> args, int attachments) {
        if (!Placeholders.match(args, attachments)) {
            throw new ProtocolException(SocketIoViolation.INVALID_PLACEHOLDER);
        }
    }
}
