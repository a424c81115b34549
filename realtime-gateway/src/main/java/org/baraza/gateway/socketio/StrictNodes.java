package org.baraza.gateway.socketio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.baraza.gateway.engineio.ProtocolException;

/**
 * Makes only values that can be written as JSON and UTF-8 again. JSON's grammar allows two that cannot: a number such
 * as {@code 1e999}, which is infinite as a double, is refused; half of a surrogate pair, which a client produces when
 * it cuts a text within an emoji, becomes the replacement character, for its user has done nothing wrong.
 * The keys of objects stay as they came: they are the client's code, not its user's words.
 */
final class StrictNodes extends JsonNodeFactory {

    private static final char REPLACEMENT = '\ufffd';

    @Override
    public NumericNode numberNode(double number) {
        if (!Double.isFinite(number)) {
            throw new ProtocolException(SocketIoViolation.NUMBER_OUT_OF_RANGE);
        }
        return super.numberNode(number);
    }

    @Override
    public TextNode textNode(String text) {
        return super.textNode(isWellFormed(text) ? text : repaired(text));
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!isPairAt(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (isPairAt(text, i)) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                repaired.setCharAt(i, REPLACEMENT);
            }
        }
        return repaired.toString();
    }

    private static boolean isPairAt(String text, int index) {
        return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }
}
