package org.baraza.acceptance.everything;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** The first place where what came is not what was expected. What was not predicted is not looked at. */
final class Difference {

    private static final int SHOWN = 160;

    private Difference() {}

    static Optional<String> between(String place, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            return inObject(place, expected, actual);
        }
        if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            return place.endsWith("/readBy")
                    ? unless(sorted(expected).equals(sorted(actual)), place, expected, actual)
                    : inArray(place, expected, actual);
        }
        return unless(isEqual(expected, actual), place, expected, actual);
    }

    private static Optional<String> inObject(String place, JsonNode expected, JsonNode actual) {
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            Optional<String> found =
                    between(place + '/' + member.getKey(), member.getValue(), actual.path(member.getKey()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inArray(String place, JsonNode expected, JsonNode actual) {
        for (int i = 0; i < expected.size(); i++) {
            Optional<String> found = between(place + '/' + i, expected.get(i), actual.get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> unless(boolean equal, String place, JsonNode expected, JsonNode actual) {
        return equal
                ? Optional.empty()
                : Optional.of(place + ": expected " + brief(expected) + ", came "
                        + (actual.isMissingNode() ? "nothing" : brief(actual)));
    }

    /** Numbers are equal whatever their type in memory. */
    private static boolean isEqual(JsonNode expected, JsonNode actual) {
        return expected.isIntegralNumber() && actual.isIntegralNumber()
                ? expected.asLong() == actual.asLong()
                : expected.equals(actual);
    }

    private static List<String> sorted(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }

    private static String brief(JsonNode node) {
        String text = node.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
