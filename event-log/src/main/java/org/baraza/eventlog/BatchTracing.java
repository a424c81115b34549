package org.baraza.eventlog;

import java.util.List;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;

/**
 * One span per batch, to be the parent of its database calls. A batch of one continues the trace of its event; a larger one
 * is linked to the traces of all of them, since a span has one parent only.
 */
public final class BatchTracing {

    private final Tracer tracer;
    private final String topic;

    /** @param topic where the batches come from */
    public BatchTracing(Tracer tracer, String topic) {
        this.tracer = tracer;
        this.topic = topic;
    }

    /** @return to be made current, and to be ended with the batch */
    public Span start(List<? extends LogRecord<?>> batch) {
        SpanBuilder builder = tracer.spanBuilder("process " + topic)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.batch.message_count", batch.size());
        if (batch.size() == 1) {
            builder.setParent(batch.get(0).trace());
        } else {
            builder.setNoParent();
            batch.forEach(
                    record -> builder.addLink(Span.fromContext(record.trace()).getSpanContext()));
        }
        return builder.startSpan();
    }
}
