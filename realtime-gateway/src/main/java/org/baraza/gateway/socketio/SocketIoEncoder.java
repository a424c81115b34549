package org.baraza.gateway.socketio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Writes Socket.IO packets (Socket.IO protocol v5, "Packet encoding"). Safe on any thread.
 *
 * <p>{@link #encode} takes a packet. {@link #event}, {@link #eventOfUtf8} and {@link #ack} are the short way for
 * arguments that are JSON already: they are copied as they are and never parsed, so each must be one valid JSON value
 * without binary content. A value a stranger wrote has been through the decoder before.
 */
public final class SocketIoEncoder {

    /** Characters a packet takes beside namespace, name and arguments: type, numbers, separators, quotes, brackets. */
    private static final int FRAMING_CHARS = 32;

    private SocketIoEncoder() {}

    /**
     * A packet as it travels. One that is {@link SocketIoPacket.AwaitingAttachments} gives its text only: whoever has
     * its attachments sends them.
     *
     * @throws IllegalArgumentException if a value beside bytes looks like a placeholder for bytes
     */
    public static EncodedPacket encode(SocketIoPacket packet) {
        if (packet instanceof SocketIoPacket.Event event && Placeholders.hasBytes(event.args())) {
            List<byte[]> bytes = new ArrayList<>();
            List<JsonNode> args = Placeholders.extract(event.args(), bytes);
            return new EncodedPacket(
                    args(PacketType.BINARY_EVENT, bytes.size(), event.namespace(), event.ackId(), event.name(), args),
                    bytes);
        }
        if (packet instanceof SocketIoPacket.Ack ack && Placeholders.hasBytes(ack.args())) {
            List<byte[]> bytes = new ArrayList<>();
            List<JsonNode> args = Placeholders.extract(ack.args(), bytes);
            OptionalLong id = OptionalLong.of(ack.id());
            return new EncodedPacket(args(PacketType.BINARY_ACK, bytes.size(), ack.namespace(), id, null, args), bytes);
        }
        return new EncodedPacket(text(packet), List.of());
    }

    /**
     * The text of an event whose arguments are JSON already.
     *
     * @param ackId if present, the client answers with this id
     * @param name the event's name; quoted and escaped here
     * @param json the arguments, each one JSON value
     * @throws IllegalArgumentException if the namespace or the id cannot be written, or the name is reserved
     */
    public static String event(String namespace, OptionalLong ackId, String name, String... json) {
        Namespace.require(namespace);
        AckId.require(ackId);
        EventName.require(name);
        return compose(PacketType.EVENT, 0, namespace, ackId, name, json);
    }

    /** As {@link #event}, for arguments that come as UTF-8, such as the value of a Kafka record. */
    public static String eventOfUtf8(String namespace, OptionalLong ackId, String name, byte[]... json) {
        String[] args = new String[json.length];
        for (int i = 0; i < json.length; i++) {
            args[i] = new String(json[i], StandardCharsets.UTF_8);
        }
        return event(namespace, ackId, name, args);
    }

    /**
     * The text of an acknowledgement whose arguments are JSON already.
     *
     * @param id the id the client gave its event
     * @param json the arguments, each one JSON value
     * @throws IllegalArgumentException if the namespace or the id cannot be written
     */
    public static String ack(String namespace, long id, String... json) {
        Namespace.require(namespace);
        AckId.require(id);
        return compose(PacketType.ACK, 0, namespace, OptionalLong.of(id), null, json);
    }

    private static String text(SocketIoPacket packet) {
        if (packet instanceof SocketIoPacket.Connect connect) {
            String data = connect.data().map(JsonNode::toString).orElse("");
            return header(PacketType.CONNECT, 0, connect.namespace(), data.length()) + data;
        } else if (packet instanceof SocketIoPacket.ConnectError error) {
            String data = error.data().toString();
            return header(PacketType.CONNECT_ERROR, 0, error.namespace(), data.length()) + data;
        } else if (packet instanceof SocketIoPacket.Disconnect disconnect) {
            return header(PacketType.DISCONNECT, 0, disconnect.namespace(), 0).toString();
        } else if (packet instanceof SocketIoPacket.Event e) {
            return args(PacketType.EVENT, 0, e.namespace(), e.ackId(), e.name(), e.args());
        } else if (packet instanceof SocketIoPacket.Ack a) {
            return args(PacketType.ACK, 0, a.namespace(), OptionalLong.of(a.id()), null, a.args());
        } else if (packet instanceof SocketIoPacket.BinaryEvent e) {
            return args(PacketType.BINARY_EVENT, e.attachments(), e.namespace(), e.ackId(), e.name(), e.args());
        } else if (packet instanceof SocketIoPacket.BinaryAck a) {
            OptionalLong id = OptionalLong.of(a.id());
            return args(PacketType.BINARY_ACK, a.attachments(), a.namespace(), id, null, a.args());
        }
        throw new IllegalArgumentException("not a packet: " + packet);
    }

    private static String args(
            PacketType type, int attachments, String namespace, OptionalLong ackId, String name, List<JsonNode> args) {
        String[] json = new String[args.size()];
        for (int i = 0; i < json.length; i++) {
            json[i] = args.get(i).toString();
        }
        return compose(type, attachments, namespace, ackId, name, json);
    }

    /** The whole text of a packet whose payload is an array; the name is its first element unless null. */
    private static String compose(
            PacketType type, int attachments, String namespace, OptionalLong ackId, String name, String[] json) {
        int chars = name == null ? 0 : name.length();
        for (String value : json) {
            chars += value.length() + 1;
        }
        StringBuilder text = header(type, attachments, namespace, chars);
        if (ackId.isPresent()) {
            text.append(ackId.getAsLong());
        }
        text.append('[');
        if (name != null) {
            text.append('"');
            JsonStringEncoder.getInstance().quoteAsString(name, text);
            text.append('"');
        }
        boolean first = name == null;
        for (String value : json) {
            if (!first) {
                text.append(',');
            }
            text.append(value);
            first = false;
        }
        return text.append(']').toString();
    }

    private static StringBuilder header(PacketType type, int attachments, String namespace, int payloadChars) {
        StringBuilder text = new StringBuilder(FRAMING_CHARS + namespace.length() + payloadChars);
        text.append(type.digit());
        if (type.hasAttachments()) {
            text.append(attachments).append('-');
        }
        if (!namespace.equals(SocketIoPacket.MAIN_NAMESPACE)) {
            text.append(namespace).append(',');
        }
        return text;
    }
}
