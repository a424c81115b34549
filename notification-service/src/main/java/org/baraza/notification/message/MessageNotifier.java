package org.baraza.notification.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.TimeoutException;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.notification.inbox.NotificationPublisher;
import org.baraza.notification.inbox.NotificationRepository;
import org.baraza.notification.inbox.UnreadNumbers;
import org.baraza.store.StoreUnavailableException;

/**
 * Applies message events: reads the notifications that they touch, folds, writes what changed, counts, publishes, and
 * returns when all is acknowledged and counted again. After a crash between writing and publishing the same events come again: they change
 * nothing and are published again, under the same ids and with the numbers of that time.
 */
@ApplicationScoped
class MessageNotifier implements BatchHandler<MessageEvent> {

    /** Longer than any healthy answer of the database to a batch; past it the batch is tried again. */
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);

    /** How often in a row a batch may meet another writer before it waits a moment. */
    private static final int MAX_ATTEMPTS = 5;

    private final RunRepository runs;
    private final NotificationRepository notifications;
    private final NotificationPublisher publisher;
    private final UnreadNumbers numbers;
    private final Preview preview;
    private final BatchTracing tracing;

    MessageNotifier(
            RunRepository runs,
            NotificationRepository notifications,
            NotificationPublisher publisher,
            UnreadNumbers numbers,
            NotificationServiceConfig config,
            Tracer tracer) {
        this.runs = runs;
        this.notifications = notifications;
        this.publisher = publisher;
        this.numbers = numbers;
        this.tracing = new BatchTracing(tracer, Topics.MESSAGE_EVENTS);
        this.preview = new Preview(config.inbox().previewLength());
    }

    @Override
    public void apply(List<LogRecord<MessageEvent>> batch) throws Exception {
        List<Step> steps = batch.stream()
                .flatMap(record -> Step.of(record, preview).stream())
                .toList();
        if (steps.isEmpty()) {
            return;
        }
        Span span = tracing.start(batch);
        try (Scope scope = span.makeCurrent()) {
            publish(write(steps));
        } finally {
            span.end();
        }
    }

    @Override
    public boolean isTransient(Exception failure) {
        return failure instanceof StoreUnavailableException
                || failure instanceof TimeoutException
                || failure instanceof ContendedException;
    }

    private List<Outcome> write(List<Step> steps) {
        Set<String> keys = steps.stream().map(Step::documentKey).collect(Collectors.toSet());
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Map<String, NotificationDocument> before = runs.find(keys).await().atMost(STORE_TIMEOUT);
            List<Outcome> outcomes = RunFold.fold(before, steps);
            List<Outcome> changed = outcomes.stream().filter(Outcome::isChanged).toList();
            if (changed.isEmpty() || runs.write(changed).await().atMost(STORE_TIMEOUT)) {
                return outcomes;
            }
        }
        throw new ContendedException();
    }

    private void publish(List<Outcome> outcomes) throws Exception {
        List<Outcome> published = outcomes.stream().filter(Outcome::isPublished).toList();
        if (published.isEmpty()) {
            return;
        }
        Set<String> people =
                published.stream().map(outcome -> outcome.after().owner()).collect(Collectors.toSet());
        Map<String, Long> unread =
                new HashMap<>(notifications.unreadCounts(people).await().atMost(STORE_TIMEOUT));
        people.forEach(person -> unread.putIfAbsent(person, 0L));
        List<CompletableFuture<?>> acknowledgements = new ArrayList<>();
        for (Outcome outcome : published) {
            NotificationDocument document = outcome.after();
            long count = unread.get(document.owner());
            outcome.cleared()
                    .forEach((id, trace) -> acknowledgements.add(publisher.read(document.owner(), id, count, trace)));
            if (outcome.raised() != null) {
                acknowledgements.add(publisher.raised(document, count, outcome.raised()));
            }
        }
        CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new))
                .get();
        numbers.settle(unread, Context.current()).await().atMost(STORE_TIMEOUT);
    }
}
