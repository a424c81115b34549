package org.baraza.notification.command;

import java.time.Duration;
import java.util.LinkedHashMap;
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
import org.baraza.contracts.notification.NotificationCommand;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.inbox.Announcement;
import org.baraza.notification.inbox.Announcer;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.notification.preference.Preferences;
import org.baraza.notification.preference.Way;
import org.baraza.notification.preference.Wishes;
import org.baraza.store.StoreUnavailableException;

/**
 * Applies what other systems post: leaves out what people do not want to be told, makes what there is not, looks which of it
 * this batch made, has that announced, and returns when it is acknowledged. After a crash between writing and announcing the
 * same commands come again, make nothing, are known as those that made theirs, and are announced then. The same id in another
 * command is passed over.
 */
@ApplicationScoped
class PostNotifier implements BatchHandler<NotificationCommand> {

    /** Longer than any healthy answer of the database to a batch; past it the batch is tried again. */
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);

    /** Longer than a healthy database and the log's own patience take together; past it the batch is tried again. */
    private static final Duration TELL_TIMEOUT = Duration.ofMinutes(1);

    private final Wishes wishes;
    private final PostRepository posts;
    private final Announcer announcer;
    private final BatchTracing tracing;

    PostNotifier(Wishes wishes, PostRepository posts, Announcer announcer, Tracer tracer) {
        this.wishes = wishes;
        this.posts = posts;
        this.announcer = announcer;
        this.tracing = new BatchTracing(tracer, Topics.NOTIFICATION_COMMANDS);
    }

    @Override
    public void apply(List<LogRecord<NotificationCommand>> batch) {
        Map<String, Post> byKey = new LinkedHashMap<>();
        batch.stream().map(Post::of).forEach(post -> byKey.putIfAbsent(post.key(), post));
        Span span = tracing.start(batch);
        try (Scope scope = span.makeCurrent()) {
            leaveOutUnwanted(byKey);
            announcer.tell(make(byKey)).await().atMost(TELL_TIMEOUT);
        } finally {
            span.end();
        }
    }

    @Override
    public boolean isTransient(Exception failure) {
        return failure instanceof StoreUnavailableException || failure instanceof TimeoutException;
    }

    /** What a person does not want to be told in the website and the app is not stored. */
    private void leaveOutUnwanted(Map<String, Post> byKey) {
        Set<String> people =
                byKey.values().stream().map(post -> post.document().owner()).collect(Collectors.toSet());
        Map<String, Preferences> preferences = wishes.of(people).await().atMost(STORE_TIMEOUT);
        byKey.values()
                .removeIf(post -> !preferences
                        .get(post.document().owner())
                        .wants(Way.IN_APP, post.document().type()));
    }

    /** @return what of it this batch made, now or before a crash, and the person has not seen yet */
    private List<Announcement> make(Map<String, Post> byKey) {
        if (byKey.isEmpty()) {
            return List.of();
        }
        posts.make(byKey.values().stream().map(Post::document).toList()).await().atMost(STORE_TIMEOUT);
        Map<String, NotificationDocument> stored =
                posts.find(byKey.keySet()).await().atMost(STORE_TIMEOUT);
        return byKey.values().stream()
                .filter(post -> post.made(stored.get(post.key())))
                .filter(post -> !stored.get(post.key()).isRead())
                .<Announcement>map(post -> new Announcement.Raised(stored.get(post.key()), post.trace()))
                .toList();
    }
}
