package org.baraza.eventlog;

import java.time.Instant;
import java.util.stream.StreamSupport;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The headers of a record: CloudEvents 1.0 in binary mode, and the trace that it belongs to.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents on
 *     Kafka</a>
 */
final class RecordHeaders {

    static final String TYPE = "ce_type";
    static final String ID = "ce_id";

    private static final String SPEC_VERSION = "ce_specversion";
    private static final String SOURCE = "ce_source";
    private static final String TIME = "ce_time";
    private static final String CONTENT_TYPE = "content-type";
    private static final TextMapPropagator TRACE = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<Headers> READER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return StreamSupport.stream(headers.spliterator(), false)
                    .map(Header::key)
                    .toList();
        }

        @Override
        public String get(Headers headers, String key) {
            return headers == null ? null : text(headers, key);
        }
    };

    private RecordHeaders() {}

    static void write(Headers headers, String type, String id, String source, Instant time, Context trace) {
        put(headers, SPEC_VERSION, "1.0");
        put(headers, TYPE, type);
        put(headers, ID, id);
        put(headers, SOURCE, source);
        put(headers, TIME, time.toString());
        put(headers, CONTENT_TYPE, "application/json");
        TRACE.inject(trace, headers, RecordHeaders::put);
    }

    static Context trace(Headers headers) {
        return TRACE.extract(Context.root(), headers, READER);
    }

    /** The last value of a header as text; null if there is none. */
    static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
