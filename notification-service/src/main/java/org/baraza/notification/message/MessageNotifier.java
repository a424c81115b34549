package org.baraza.notification.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.TimeoutException;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.inbox.Announcement;
import org.baraza.notification.inbox.Announcer;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.store.StoreUnavailableException;

/**
 * Applies message events: leaves out what their receivers do not want to be told, reads the notifications that they touch,
 * folds, writes what changed, has it announced, and returns when that is acknowledged. After a crash between writing and
 * announcing the same events come again: they change nothing and are announced again, under the same ids and with the numbers
 * of that time.
 */
@ApplicationScoped
class MessageNotifier implements BatchHandler<MessageEvent> {

    /** Longer than any healthy answer of the database to a batch; past it the batch is tried again. */
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);

    /** Longer than a healthy database and the log's own patience take together; past it the batch is tried again. */
    private static final Duration TELL_TIMEOUT = Duration.ofMinutes(1);

    /** How often in a row a batch may meet another writer before it waits a moment. */
    private static final int MAX_ATTEMPTS = 5;

    private final Wanted wanted;
    private final RunRepository runs;
    private final Announcer announcer;
    private final Preview preview;
    private final BatchTracing tracing;

    MessageNotifier(
            Wanted wanted, RunRepository runs, Announcer announcer, NotificationServiceConfig config, Tracer tracer) {
        this.wanted = wanted;
        this.runs = runs;
        this.announcer = announcer;
        this.tracing = new BatchTracing(tracer, Topics.MESSAGE_EVENTS);
        this.preview = new Preview(config.inbox().previewLength());
    }

    @Override
    public void apply(List<LogRecord<MessageEvent>> batch) {
        List<Step> steps = batch.stream()
                .flatMap(record -> Step.of(record, preview).stream())
                .toList();
        if (steps.isEmpty()) {
            return;
        }
        Span span = tracing.start(batch);
        try (Scope scope = span.makeCurrent()) {
            List<Announcement> announcements = write(wanted.of(steps, STORE_TIMEOUT)).stream()
                    .flatMap(outcome -> outcome.announcements().stream())
                    .toList();
            announcer.tell(announcements).await().atMost(TELL_TIMEOUT);
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
}
