package org.baraza.conversation.projection;

import jakarta.inject.Inject;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class TraceIT {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";

    @Inject
    Events events;

    @Inject
    FinishedSpans spans;

    @Test
    void theTraceOfAnEventGoesOnIntoTheDatabase() {
        // Given
        String amina = Talk.somebody("amina");
        SpanContext sender =
                SpanContext.createFromRemoteParent(TRACE_ID, SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault());

        // When
        events.publish(
                Context.root().with(Span.wrap(sender)),
                Talk.between(amina, Talk.somebody("baraka")).sent(amina));

        // Then
        InboxClient.eventually(() -> assertThat(spans.of(TRACE_ID))
                .extracting(ReadableSpan::getKind)
                .contains(SpanKind.CONSUMER, SpanKind.CLIENT));
        ReadableSpan batch = spans.of(TRACE_ID).stream()
                .filter(span -> span.getKind() == SpanKind.CONSUMER)
                .findFirst()
                .orElseThrow();
        assertThat(batch.getParentSpanContext().getSpanId()).isEqualTo(SPAN_ID);
        assertThat(spans.of(TRACE_ID))
                .filteredOn(span -> span.getKind() == SpanKind.CLIENT)
                .allSatisfy(span -> assertThat(span.getParentSpanContext().getSpanId())
                        .isEqualTo(batch.getSpanContext().getSpanId()));
    }
}
