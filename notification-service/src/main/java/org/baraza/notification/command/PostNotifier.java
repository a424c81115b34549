package org.baraza.notification.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.baraza.contracts.notification.NotificationCommand;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.notification.inbox.NotificationPublisher;
import org.baraza.notification.inbox.NotificationRepository;
import org.baraza.notification.inbox.UnreadNumbers;
import org.baraza.store.StoreUnavailableException;

/**
 * Applies what other systems post: makes what there is not, looks which of it this batch made, counts, publishes, and returns
 * when all is acknowledged. After a crash between writing and publishing the same commands come again, make nothing, are
 * known as those that made theirs, and are published then. The same id in another command is passed over.
 */
@ApplicationScoped
class PostNotifier implements BatchHandler<NotificationCommand> {

    /** Longer than any healthy answer of the database to a batch; past it the batch is tried again. */
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);

    private final PostRepository posts;
    private final NotificationRepository notifications;
    private final NotificationPublisher publisher;
    private final UnreadNumbers numbers;
    private final BatchTracing tracing;

    PostNotifier(
            PostRepository posts,
            NotificationRepository notifications,
            NotificationPublisher publisher,
            UnreadNumbers numbers,
            Tracer tracer) {
        this.posts = posts;
        this.notifications = notifications;
        this.publisher = publisher;
        this.numbers = numbers;
        this.tracing = new BatchTracing(tracer, Topics.NOTIFICATION_COMMANDS);
    }

    @Override
    public void apply(List<LogRecord<NotificationCommand>> batch) throws Exception {
        Map<String, Post> byKey = new LinkedHashMap<>();
        batch.stream().map(Post::of).forEach(post -> byKey.putIfAbsent(post.key(), post));
        Span span = tracing.start(batch);
        try (Scope scope = span.makeCurrent()) {
            publish(make(byKey), byKey);
        } finally {
            span.end();
        }
    }

    @Override
    public boolean isTransient(Exception failure) {
        return failure instanceof StoreUnavailableException || failure instanceof TimeoutException;
    }

    /** @return what of it this batch made, now or before a crash, and the person has not seen yet */
    private List<NotificationDocument> make(Map<String, Post> byKey) {
        posts.make(byKey.values().stream().map(Post::document).toList()).await().atMost(STORE_TIMEOUT);
        Map<String, NotificationDocument> stored =
                posts.find(byKey.keySet()).await().atMost(STORE_TIMEOUT);
        return byKey.values().stream()
                .filter(post -> post.made(stored.get(post.key())))
                .map(post -> stored.get(post.key()))
                .filter(document -> !document.isRead())
                .toList();
    }

    private void publish(List<NotificationDocument> made, Map<String, Post> byKey) throws Exception {
        if (made.isEmpty()) {
            return;
        }
        Set<String> people = made.stream().map(NotificationDocument::owner).collect(Collectors.toSet());
        Map<String, Long> unread =
                new HashMap<>(notifications.unreadCounts(people).await().atMost(STORE_TIMEOUT));
        people.forEach(person -> unread.putIfAbsent(person, 0L));
        List<CompletableFuture<?>> acknowledgements = new ArrayList<>();
        for (NotificationDocument document : made) {
            Context trace = byKey.get(document.id()).trace();
            acknowledgements.add(publisher.raised(document, unread.get(document.owner()), trace));
        }
        CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new))
                .get();
        numbers.settle(unread, Context.current()).await().atMost(STORE_TIMEOUT);
    }
}
