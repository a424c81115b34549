package org.baraza.gateway.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Any packet a peer could send, at most ten attachments in it.
 *
 * @param random seeded by the test, so that a failure can be repeated
 */
record RandomPackets(Random random) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 4;

    SocketIoPacket next() {
        String namespace = random.nextBoolean() ? "/" : "/n" + random.nextInt(100);
        OptionalLong ackId = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(id());
        return switch (random.nextInt(5)) {
            case 0 ->
                new SocketIoPacket.Connect(
                        namespace, random.nextBoolean() ? Optional.empty() : Optional.of(object(MAX_DEPTH)));
            case 1 -> new SocketIoPacket.ConnectError(namespace, object(MAX_DEPTH));
            case 2 -> new SocketIoPacket.Disconnect(namespace);
            case 3 -> new SocketIoPacket.Event(namespace, ackId, "e:" + text(), args());
            default -> new SocketIoPacket.Ack(namespace, id(), args());
        };
    }

    private long id() {
        return random.nextLong() >>> 11;
    }

    private List<JsonNode> args() {
        List<JsonNode> args = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            args.add(value(MAX_DEPTH));
        }
        for (int i = random.nextInt(8) - 5; i > 0; i--) {
            byte[] bytes = new byte[random.nextInt(5)];
            random.nextBytes(bytes);
            args.add(
                    random.nextBoolean()
                            ? NODES.binaryNode(bytes)
                            : NODES.arrayNode().add(bytes));
        }
        return args;
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(random.nextLong() | 1L << 62);
            case 4 -> NODES.numberNode(random.nextGaussian());
            case 5 -> NODES.textNode(text());
            case 6 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    private ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(depth));
        }
        return array;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set(text(), value(depth));
        }
        return object;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : 0x20000);
            text.appendCodePoint(Character.getType(codePoint) == Character.SURROGATE ? '?' : codePoint);
        }
        return text.toString();
    }
}
