package org.baraza.store;

import java.util.concurrent.CancellationException;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Uni;

/**
 * The calls of one collection: each is a span below the current one, and fails with a {@link StoreUnavailableException} where
 * trying again may help. Safe for use by several threads.
 *
 * <p>Spans tell operation and collection (names as in OpenTelemetry's conventions for database calls) and never what was read
 * or written. The extension's own tracing puts the whole command, and so the text of messages, into each span.
 */
public final class StoreCalls {

    private final Tracer tracer;
    private final String collection;

    public StoreCalls(Tracer tracer, String collection) {
        this.tracer = tracer;
        this.collection = collection;
    }

    /**
     * The same call, traced from its subscription to its end.
     *
     * @param operation the driver's name for it, {@code find} for example
     */
    public <T> Uni<T> call(String operation, Uni<T> call) {
        return Uni.createFrom()
                .deferred(() -> {
                    Span span = start(operation);
                    return call.onTermination()
                            .invoke((item, failure, cancelled) ->
                                    end(span, cancelled ? new CancellationException() : failure));
                })
                .onFailure(StoreFailures::willPass)
                .transform(StoreUnavailableException::new);
    }

    private Span start(String operation) {
        return tracer.spanBuilder(operation + ' ' + collection)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.system.name", "mongodb")
                .setAttribute("db.operation.name", operation)
                .setAttribute("db.collection.name", collection)
                .startSpan();
    }

    private static void end(Span span, Throwable failure) {
        if (failure != null) {
            String type = failure.getClass().getName();
            span.setAttribute("error.type", type).setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
