package org.baraza.acceptance.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.acceptance.contract.Contract;

/** Whether something may be said at all, as the documents have it. */
final class Legality {

    private static final String UNKNOWN_MEMBER = "additional properties";

    private Legality() {}

    /** Whether a body or argument must not be accepted: it is no JSON, or not of its schema. Members nobody knows do no harm. */
    static boolean isWrong(JsonNode schema, byte[] bytes) {
        return HostileValue.parse(bytes)
                .map(value -> hasNumberOutOfRange(value) || isWrong(schema, value))
                .orElse(true);
    }

    static boolean isWrong(JsonNode schema, JsonNode value) {
        return Contract.violations(schema, withoutNull(value)).stream()
                .anyMatch(violation -> !violation.contains(UNKNOWN_MEMBER));
    }

    /** Documented: a member that is null counts as one that is not there. */
    private static JsonNode withoutNull(JsonNode value) {
        JsonNode without = value.deepCopy();
        removeNull(without);
        return without;
    }

    private static void removeNull(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        value.forEach(Legality::removeNull);
    }

    /** No documented member takes a number that no double holds. */
    static boolean hasNumberOutOfRange(JsonNode value) {
        if (value.isNumber()) {
            return Double.isInfinite(value.doubleValue());
        }
        for (JsonNode child : value) {
            if (hasNumberOutOfRange(child)) {
                return true;
            }
        }
        return false;
    }
}
