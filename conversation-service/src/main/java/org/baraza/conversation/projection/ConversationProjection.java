package org.baraza.conversation.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.TimeoutException;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.conversation.conversation.ConversationChange;
import org.baraza.conversation.conversation.ConversationRepository;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.LogRecord;
import org.baraza.store.StoreUnavailableException;

/** Keeps conversations up with what happens in them: a batch of events is one bulk write. */
final class ConversationProjection implements BatchHandler<MessageEvent> {

    private final ConversationRepository conversations;
    private final BatchTracing tracing;
    private final Duration writeTimeout;

    ConversationProjection(ConversationRepository conversations, BatchTracing tracing, Duration writeTimeout) {
        this.conversations = conversations;
        this.tracing = tracing;
        this.writeTimeout = writeTimeout;
    }

    @Override
    public void apply(List<LogRecord<MessageEvent>> batch) {
        Collection<ConversationChange> changes =
                BatchFold.of(batch.stream().map(LogRecord::event).toList());
        Span span = tracing.start(batch);
        try (Scope scope = span.makeCurrent()) {
            conversations.apply(changes).await().atMost(writeTimeout);
        } finally {
            span.end();
        }
    }

    /** The store will be back; an event that cannot be true will not become so. */
    @Override
    public boolean isTransient(Exception failure) {
        return failure instanceof StoreUnavailableException || failure instanceof TimeoutException;
    }
}
