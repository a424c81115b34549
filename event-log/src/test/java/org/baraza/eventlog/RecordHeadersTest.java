package org.baraza.eventlog;

import java.time.Instant;
import java.util.stream.StreamSupport;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class RecordHeadersTest {

    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN_ID = "b7ad6b7169203331";

    private final Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders();

    @Test
    void areThoseOfCloudEventsInBinaryMode() {
        // When
        write(Context.root());

        // Then
        assertThat(StreamSupport.stream(headers.spliterator(), false)
                        .collect(toMap(Header::key, header -> RecordHeaders.text(headers, header.key()))))
                .containsOnly(
                        entry("ce_specversion", "1.0"),
                        entry("ce_type", "org.baraza.test.noted.v1"),
                        entry("ce_id", "id-1"),
                        entry("ce_source", "/baraza/tests"),
                        entry("ce_time", "2026-01-02T03:04:05.678Z"),
                        entry("content-type", "application/json"));
    }

    @Test
    void carryTheTrace() {
        // Given
        SpanContext span = SpanContext.create(
                TRACE_ID,
                SPAN_ID,
                TraceFlags.getSampled(),
                TraceState.builder().put("vendor", "1").build());

        // When
        write(Context.root().with(Span.wrap(span)));

        // Then
        assertThat(RecordHeaders.text(headers, "traceparent")).isEqualTo("00-" + TRACE_ID + "-" + SPAN_ID + "-01");
        SpanContext read = Span.fromContext(RecordHeaders.trace(headers)).getSpanContext();
        assertThat(read.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(read.getSpanId()).isEqualTo(SPAN_ID);
        assertThat(read.isSampled()).isTrue();
        assertThat(read.getTraceState().get("vendor")).isEqualTo("1");
    }

    @Test
    void meanNoTraceWhereTheyHoldNoneOrABadOne() {
        assertThat(Span.fromContext(RecordHeaders.trace(headers))
                        .getSpanContext()
                        .isValid())
                .isFalse();
        RecordHeaders.put(headers, "traceparent", "00-nonsense");
        assertThat(Span.fromContext(RecordHeaders.trace(headers))
                        .getSpanContext()
                        .isValid())
                .isFalse();
    }

    @Test
    void haveTheirLastValue() {
        // When
        RecordHeaders.put(headers, "ce_type", "first");
        RecordHeaders.put(headers, "ce_type", "last");
        headers.add("empty", null);

        // Then
        assertThat(RecordHeaders.text(headers, "ce_type")).isEqualTo("last");
        assertThat(RecordHeaders.text(headers, "empty")).isNull();
        assertThat(RecordHeaders.text(headers, "absent")).isNull();
    }

    private void write(Context trace) {
        RecordHeaders.write(
                headers, Note.TYPE, "id-1", "/baraza/tests", Instant.parse("2026-01-02T03:04:05.678Z"), trace);
    }
}
