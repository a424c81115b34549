package org.baraza.acceptance.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A good body or argument, in which anything can be put in the place of anything.
 *
 * @param good a good one
 * @param examples further ones: what is not in the good one is taken from them where a place lies within it
 */
record Template(JsonNode good, List<JsonNode> examples) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String HERE = "\"<<here>>\"";

    /** With these bytes, whatever they are, at a place. */
    byte[] with(String place, byte[] bytes) {
        if (place.isEmpty()) {
            return bytes;
        }
        JsonPointer pointer = JsonPointer.compile(place);
        JsonNode whole = whole(pointer.getMatchingProperty());
        put(container(whole, pointer.head()), pointer.last(), NODES.textNode("<<here>>"));
        String text = whole.toString();
        int here = text.indexOf(HERE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.substring(0, here).getBytes(StandardCharsets.UTF_8));
        out.writeBytes(bytes);
        out.writeBytes(text.substring(here + HERE.length()).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** With a member that nobody knows. */
    byte[] withUnknownMember() {
        return with("/hostile-mark", "{\"$gt\":\"\"}".getBytes(StandardCharsets.US_ASCII));
    }

    private JsonNode whole(String firstMember) {
        return Stream.concat(Stream.of(good), examples.stream())
                .filter(JsonNode::isContainerNode)
                .findFirst()
                .<JsonNode>map(JsonNode::deepCopy)
                .orElseGet(() -> empty(firstMember));
    }

    /** What the place lies in, made on the way where it is not there. */
    private JsonNode container(JsonNode whole, JsonPointer parent) {
        JsonNode at = whole.at(parent);
        if (at.isContainerNode()) {
            return at;
        }
        JsonNode made = fromExamples(parent).orElseGet(NODES::objectNode);
        put(container(whole, parent.head()), parent.last(), made);
        return made;
    }

    private Optional<JsonNode> fromExamples(JsonPointer place) {
        return examples.stream()
                .map(example -> example.at(place))
                .filter(JsonNode::isContainerNode)
                .findFirst()
                .map(JsonNode::deepCopy);
    }

    private static void put(JsonNode container, JsonPointer member, JsonNode value) {
        if (container instanceof ArrayNode array) {
            if (array.isEmpty()) {
                array.add(value);
            } else {
                array.set(0, value);
            }
        } else {
            ((ObjectNode) container).set(member.getMatchingProperty(), value);
        }
    }

    private static JsonNode empty(String firstMember) {
        return firstMember.equals("0") ? NODES.arrayNode() : NODES.objectNode();
    }
}
