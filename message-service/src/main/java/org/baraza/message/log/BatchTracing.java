package org.baraza.message.log;

import java.util.List;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.eventlog.LogRecord;

/**
 * One span per batch, the parent of its database calls. A batch of one continues the trace of its command; a larger one is
 * linked to the traces of all of them, since a span has one parent only.
 */
final class BatchTracing {

    private final Tracer tracer;

    BatchTracing(Tracer tracer) {
        this.tracer = tracer;
    }

    BatchSpan start(List<LogRecord<MessageCommand>> batch) {
        SpanBuilder builder = tracer.spanBuilder("process " + Topics.MESSAGE_COMMANDS)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", Topics.MESSAGE_COMMANDS)
                .setAttribute("messaging.batch.message_count", batch.size());
        if (batch.size() == 1) {
            builder.setParent(batch.get(0).trace());
        } else {
            builder.setNoParent();
            batch.forEach(
                    record -> builder.addLink(Span.fromContext(record.trace()).getSpanContext()));
        }
        return new BatchSpan(builder.startSpan());
    }

    /** Ends with the batch. */
    record BatchSpan(Span span) implements AutoCloseable {

        Scope makeCurrent() {
            return span.makeCurrent();
        }

        @Override
        public void close() {
            span.end();
        }
    }
}
