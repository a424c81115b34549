package org.baraza.gateway.socketio;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The objects {@code {"_placeholder":true,"num":0}} that mark where in a binary packet's JSON its attachments belong
 * (Socket.IO protocol v5, "Packet encoding"). Recursive: a decoded tree is no deeper than its limit, and what we send
 * is our own.
 */
final class Placeholders {

    private static final String MARK = "_placeholder";
    private static final String NUMBER = "num";

    private Placeholders() {}

    /** Whether the placeholders in the arguments are numbered 0 to count - 1, each once, and have no other content. */
    static boolean match(List<JsonNode> args, int count) {
        BitSet seen = new BitSet();
        for (JsonNode arg : args) {
            if (!collect(arg, count, seen)) {
                return false;
            }
        }
        return seen.cardinality() == count;
    }

    static void require(List<JsonNode> args, int count) {
        if (!match(args, count)) {
            throw new IllegalArgumentException("placeholders do not match " + count + " attachments");
        }
    }

    /** The arguments with each placeholder replaced by its attachment; they must {@link #match}. */
    static List<JsonNode> fill(List<JsonNode> args, List<byte[]> attachments) {
        return replaceLeaves(
                args,
                node -> isPlaceholder(node)
                        ? BinaryNode.valueOf(attachments.get(node.get(NUMBER).intValue()))
                        : node);
    }

    /**
     * The arguments with bytes replaced by placeholders.
     *
     * @param attachments receives the bytes, in the order of their numbers
     */
    static List<JsonNode> extract(List<JsonNode> args, List<byte[]> attachments) {
        return replaceLeaves(args, node -> {
            if (isPlaceholder(node)) {
                throw new IllegalArgumentException("an argument next to attachments looks like a placeholder");
            }
            if (!(node instanceof BinaryNode binary)) {
                return node;
            }
            attachments.add(binary.binaryValue());
            return JsonNodeFactory.instance.objectNode().put(MARK, true).put(NUMBER, attachments.size() - 1);
        });
    }

    /** Whether there are bytes anywhere in the arguments. */
    static boolean hasBytes(Iterable<JsonNode> args) {
        for (JsonNode arg : args) {
            if (arg.isBinary() || (arg.isContainerNode() && hasBytes(arg))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlaceholder(JsonNode node) {
        return node.isObject()
                && node.path(MARK).asBoolean(false)
                && node.path(MARK).isBoolean();
    }

    private static boolean collect(JsonNode node, int count, BitSet seen) {
        if (isPlaceholder(node)) {
            JsonNode number = node.path(NUMBER);
            if (node.size() != 2 || !number.isInt() || number.intValue() < 0 || number.intValue() >= count) {
                return false;
            }
            boolean first = !seen.get(number.intValue());
            seen.set(number.intValue());
            return first;
        }
        for (JsonNode child : node) {
            if (!collect(child, count, seen)) {
                return false;
            }
        }
        return true;
    }

    private static List<JsonNode> replaceLeaves(List<JsonNode> args, UnaryOperator<JsonNode> replacement) {
        List<JsonNode> replaced = new ArrayList<>(args.size());
        for (JsonNode arg : args) {
            replaced.add(replaceLeaves(arg, replacement));
        }
        return replaced;
    }

    private static JsonNode replaceLeaves(JsonNode node, UnaryOperator<JsonNode> replacement) {
        JsonNode replaced = replacement.apply(node);
        if (replaced != node || !node.isContainerNode()) {
            return replaced;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(element -> array.add(replaceLeaves(element, replacement)));
            return array;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> object.set(field.getKey(), replaceLeaves(field.getValue(), replacement)));
        return object;
    }
}
