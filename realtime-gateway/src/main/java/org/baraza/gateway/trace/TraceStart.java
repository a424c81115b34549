package org.baraza.gateway.trace;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;

/**
 * Where a message's trace begins: with the caller's {@code traceparent} if a REST call brings one, else here. There is a
 * trace even while spans are not recorded, so that one id is found in the records of every topic that a message crosses.
 */
@Singleton
public class TraceStart {

    private static final TextMapGetter<String> TRACEPARENT_ONLY = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of("traceparent");
        }

        @Override
        public String get(String carrier, String key) {
            return "traceparent".equals(key) ? carrier : null;
        }
    };

    private final Tracer tracer;

    TraceStart(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The trace of something that came over a socket. */
    public Context ofEvent(String event) {
        return start(Context.root(), "socket " + event);
    }

    /**
     * The trace of a REST call.
     *
     * @param traceparent the header; null if there is none
     */
    public Context ofRequest(String traceparent, String operation) {
        Context parent = traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, TRACEPARENT_ONLY);
        return start(parent, operation);
    }

    private Context start(Context parent, String name) {
        Span span = tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        span.end();
        if (span.getSpanContext().isValid()) {
            return parent.with(span);
        }
        return parent.with(Span.wrap(SpanContext.create(
                randomHex() + randomHex(), randomHex(), TraceFlags.getDefault(), TraceState.getDefault())));
    }

    /** 16 hexadecimal digits, never all zero. */
    private static String randomHex() {
        return String.format(Locale.ROOT, "%016x", ThreadLocalRandom.current().nextLong() | 1L);
    }
}
