package org.baraza.gateway.socketio;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static java.util.stream.StreamSupport.stream;

/**
 * How the golden files describe a Socket.IO packet. Bytes within arguments are {@code {"$bytes":[1,2]}}.
 */
final class PacketDescription {

    private PacketDescription() {}

    static SocketIoPacket read(JsonNode description) {
        String namespace = description.get("namespace").textValue();
        ObjectNode data = (ObjectNode) description.get("data");
        JsonNode id = description.get("ackId");
        List<JsonNode> args = stream(description.path("args").spliterator(), false)
                .map(PacketDescription::withBytes)
                .toList();
        return switch (description.get("type").textValue()) {
            case "CONNECT" -> new SocketIoPacket.Connect(namespace, Optional.ofNullable(data));
            case "CONNECT_ERROR" -> new SocketIoPacket.ConnectError(namespace, data);
            case "DISCONNECT" -> new SocketIoPacket.Disconnect(namespace);
            case "EVENT" ->
                new SocketIoPacket.Event(
                        namespace,
                        id == null ? OptionalLong.empty() : OptionalLong.of(id.longValue()),
                        description.get("name").textValue(),
                        args);
            case "ACK" -> new SocketIoPacket.Ack(namespace, id.longValue(), args);
            default -> throw new IllegalArgumentException("unknown type in " + description);
        };
    }

    static byte[] bytes(JsonNode numbers) {
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers.get(i).intValue();
        }
        return bytes;
    }

    private static JsonNode withBytes(JsonNode node) {
        if (node.has("$bytes")) {
            return BinaryNode.valueOf(bytes(node.get("$bytes")));
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(withBytes(element)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> object.set(field.getKey(), withBytes(field.getValue())));
            return object;
        }
        return node;
    }
}
