package org.baraza.notification.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import org.baraza.eventlog.EventCodec;

/** What another system gives along with a notification: kept as text, since its names are not ours to make fields of. */
public final class Metadata {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private Metadata() {}

    /** The text to keep. */
    public static String text(Map<String, Object> metadata) {
        return EventCodec.toText(metadata);
    }

    /** What {@link #text} made the text of. */
    static Map<String, Object> parse(String text) {
        try {
            return EventCodec.JSON.readValue(text, OBJECT);
        } catch (IOException e) {
            throw new UncheckedIOException("metadata that was stored cannot be read", e);
        }
    }
}
