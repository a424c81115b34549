package org.baraza.eventlog;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.baraza.contracts.EventType;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Between records of a family and the JSON on a topic.
 *
 * @param <E> the family: a sealed interface whose records carry an {@link EventType}, or one such record
 */
public final class EventCodec<E> {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 100;

    /** The platform's JSON: instants as ISO 8601 text, unknown fields ignored, doubled keys refused. */
    public static final ObjectMapper JSON = JsonMapper.builder(new com.fasterxml.jackson.core.JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Map<String, Class<? extends E>> classesByType;

    private EventCodec(Map<String, Class<? extends E>> classesByType) {
        this.classesByType = classesByType;
    }

    /**
     * The codec of a family.
     *
     * @throws IllegalArgumentException if a record of it has no {@link EventType}
     */
    public static <E> EventCodec<E> of(Class<E> family) {
        return new EventCodec<>(members(family).collect(Collectors.toMap(EventCodec::typeOf, Function.identity())));
    }

    private static <E> Stream<Class<? extends E>> members(Class<E> family) {
        if (!family.isSealed()) {
            return Stream.of(family);
        }
        return Stream.of(family.getPermittedSubclasses()).map(member -> member.asSubclass(family));
    }

    /**
     * The type of an event's class.
     *
     * @throws IllegalArgumentException if it has none
     */
    static String typeOf(Class<?> eventClass) {
        EventType type = eventClass.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalArgumentException("no @EventType on " + eventClass.getName());
        }
        return type.value();
    }

    /** Whether the family has a record of this type. */
    public boolean knows(String type) {
        return classesByType.containsKey(type);
    }

    /**
     * Reads the value of a record.
     *
     * @param type the {@code ce_type} header; null if there was none
     * @param value the value of the record
     * @throws UnreadableRecordException if the type is not of the family, or the value not the JSON of the type
     */
    public E decode(String type, byte[] value) throws UnreadableRecordException {
        Class<? extends E> eventClass = type == null ? null : classesByType.get(type);
        if (eventClass == null) {
            throw new UnreadableRecordException(type == null ? "no ce_type header" : "unknown type " + type);
        }
        if (value == null) {
            throw new UnreadableRecordException("no value");
        }
        try {
            E event = JSON.readValue(value, eventClass);
            if (event == null) {
                throw new UnreadableRecordException("the value is null");
            }
            return event;
        } catch (JsonProcessingException e) {
            throw new UnreadableRecordException("not a " + type + ": " + withoutContent(e));
        } catch (IOException e) {
            throw new UnreadableRecordException(
                    "not a " + type + ": " + e.getClass().getSimpleName());
        }
    }

    /** The JSON of an event. */
    public static byte[] encode(Object event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot be written as JSON: " + event.getClass().getName(), e);
        }
    }

    /** The JSON of an event or of any other record, as text. */
    public static String toText(Object event) {
        return new String(encode(event), UTF_8);
    }

    /** Jackson's own texts quote the input, which may be a message, as do those of the JDK; our records' rules do not. */
    private static String withoutContent(JsonProcessingException e) {
        if (e instanceof ValueInstantiationException
                && e.getCause() != null
                && e.getCause().getMessage() != null) {
            return e.getCause().getMessage();
        }
        String where =
                e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
        return e.getClass().getSimpleName() + where;
    }
}
