package org.baraza.conversation.projection;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.enterprise.context.ApplicationScoped;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** The spans of this process, as they end. */
@ApplicationScoped
class FinishedSpans implements SpanProcessor {

    private final Queue<ReadableSpan> spans = new ConcurrentLinkedQueue<>();

    List<ReadableSpan> of(String traceId) {
        return spans.stream()
                .filter(span -> span.getSpanContext().getTraceId().equals(traceId))
                .toList();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        spans.add(span);
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
