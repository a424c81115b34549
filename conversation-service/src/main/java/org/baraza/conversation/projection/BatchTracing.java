package org.baraza.conversation.projection;

import java.util.List;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.eventlog.LogRecord;

/**
 * One span per batch, the parent of its database calls. A batch of one continues the trace of its event; a larger one is
 * linked to the traces of all of them, since a span has one parent only.
 */
final class BatchTracing {

    private final Tracer tracer;

    BatchTracing(Tracer tracer) {
        this.tracer = tracer;
    }

    /** @return to be made current, and to be ended with the batch */
    Span start(List<LogRecord<MessageEvent>> batch) {
        SpanBuilder builder = tracer.spanBuilder("process " + Topics.MESSAGE_EVENTS)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", Topics.MESSAGE_EVENTS)
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
