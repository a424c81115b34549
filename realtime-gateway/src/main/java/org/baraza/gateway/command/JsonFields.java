package org.baraza.gateway.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.MessageContent;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;

/**
 * The fields of what a client sent. One that is missing or null is null here; one of another type than documented is refused,
 * without quoting it. Fields that nobody asks for are ignored.
 */
final class JsonFields {

    private final JsonNode body;

    private JsonFields(JsonNode body) {
        this.body = body;
    }

    /** @throws RefusedException if it is no object */
    static JsonFields of(JsonNode body) {
        if (body == null || !body.isObject()) {
            throw new RefusedException(Refusal.MALFORMED, "a JSON object is expected");
        }
        return new JsonFields(body);
    }

    /** A string. */
    String text(String field) {
        JsonNode value = given(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw new RefusedException(Refusal.MALFORMED, field + " must be a string");
        }
        return value.textValue();
    }

    /** A whole number. */
    Long number(String field) {
        JsonNode value = given(field);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new RefusedException(Refusal.MALFORMED, field + " must be a whole number");
        }
        return value.longValue();
    }

    /** Yes or no; no if it is missing. */
    boolean flag(String field) {
        JsonNode value = given(field);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new RefusedException(Refusal.MALFORMED, field + " must be true or false");
        }
        return value.booleanValue();
    }

    /**
     * A string that means something else.
     *
     * @param reading what it means; fails with a {@link RuntimeException} for nothing
     * @param otherwise what is told then
     */
    <T> T meaning(String field, Function<String, T> reading, RefusedException otherwise) {
        String text = text(field);
        try {
            return text == null ? null : reading.apply(text);
        } catch (RuntimeException e) {
            throw otherwise;
        }
    }

    /** Strings, at most {@code most}. */
    List<String> texts(String field, int most, Refusal refusal) {
        JsonNode value = given(field);
        if (value == null) {
            return null;
        }
        if (!value.isArray() || value.size() > most) {
            throw new RefusedException(refusal, field + " must be an array of at most " + most);
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode one : value) {
            if (!one.isTextual()) {
                throw new RefusedException(refusal, "each of " + field + " must be a string");
            }
            texts.add(one.textValue());
        }
        return texts;
    }

    /** {@code media}. */
    List<Media> media() {
        JsonNode value = given("media");
        if (value == null) {
            return null;
        }
        if (!value.isArray() || value.size() > MessageContent.MAX_MEDIA) {
            throw new RefusedException(
                    Refusal.MEDIA_INVALID, "media must be an array of at most " + MessageContent.MAX_MEDIA);
        }
        List<Media> media = new ArrayList<>();
        for (JsonNode one : value) {
            if (!one.isObject()) {
                throw new RefusedException(Refusal.MEDIA_INVALID, "each of media must be an object");
            }
            JsonFields fields = new JsonFields(one);
            media.add(new Media(fields.text("type"), fields.text("url"), fields.text("filename")));
        }
        return media;
    }

    private JsonNode given(String field) {
        JsonNode value = body.path(field);
        return value.isMissingNode() || value.isNull() ? null : value;
    }
}
