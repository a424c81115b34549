package org.baraza.conversation.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.TimeoutException;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageRepeated;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.LogRecord;
import org.baraza.store.StoreUnavailableException;

/**
 * Hands each {@link Projection} the events of its conversations, in their order, and waits for one after the other. Events
 * of conversations that no projection covers are passed over.
 */
final class EventDispatch implements BatchHandler<MessageEvent> {

    private final List<Projection> projections;
    private final BatchTracing tracing;
    private final Duration writeTimeout;

    /** @param writeTimeout a projection that takes longer is taken for failed, and the batch tried again */
    EventDispatch(List<Projection> projections, BatchTracing tracing, Duration writeTimeout) {
        this.projections = List.copyOf(projections);
        this.tracing = tracing;
        this.writeTimeout = writeTimeout;
    }

    @Override
    public void apply(List<LogRecord<MessageEvent>> batch) {
        Map<Projection, List<LogRecord<MessageEvent>>> parts = partsOf(batch);
        Span span = tracing.start(batch);
        try (Scope scope = span.makeCurrent()) {
            parts.forEach(
                    (projection, events) -> projection.apply(events).await().atMost(writeTimeout));
        } finally {
            span.end();
        }
    }

    /** The store will be back; an event that cannot be true will not become so. */
    @Override
    public boolean isTransient(Exception failure) {
        return failure instanceof StoreUnavailableException || failure instanceof TimeoutException;
    }

    private Map<Projection, List<LogRecord<MessageEvent>>> partsOf(List<LogRecord<MessageEvent>> batch) {
        Map<Projection, List<LogRecord<MessageEvent>>> parts = new LinkedHashMap<>();
        for (LogRecord<MessageEvent> record : batch) {
            MessageEvent event = record.event();
            if (concernsSomebody(event)) {
                ConversationId id = new ConversationId(event.conversationId());
                projections.stream()
                        .filter(projection -> projection.covers(id))
                        .forEach(projection -> parts.computeIfAbsent(projection, key -> new ArrayList<>())
                                .add(record));
            }
        }
        return parts;
    }

    /** A command may be refused because it names no conversation. */
    private static boolean concernsSomebody(MessageEvent event) {
        return event instanceof CommandRefused
                ? ConversationId.isValid(event.conversationId())
                : !(event instanceof MessageRepeated);
    }
}
