package org.baraza.notification.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import org.baraza.notification.inbox.Announcement.Raised;
import org.baraza.notification.inbox.Announcement.Read;

/** Tells what a batch has changed, with the unread numbers after it. Never blocks. */
@ApplicationScoped
public class Announcer {

    private final NotificationRepository notifications;
    private final NotificationPublisher publisher;
    private final UnreadNumbers numbers;

    Announcer(NotificationRepository notifications, NotificationPublisher publisher, UnreadNumbers numbers) {
        this.notifications = notifications;
        this.publisher = publisher;
        this.numbers = numbers;
    }

    /**
     * Counts, publishes in the order given, and completes when the log has acknowledged all of it and the numbers have been
     * counted again. Fails with a {@link org.baraza.store.StoreUnavailableException} if the store is away, with a Kafka
     * exception if the log is: then all of it is to be told again, which does no harm.
     *
     * @param announcements of what is stored already
     */
    public Uni<Void> tell(List<Announcement> announcements) {
        if (announcements.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Context trace = Context.current();
        Set<String> people = announcements.stream().map(Announcement::userId).collect(Collectors.toSet());
        return notifications.unreadCounts(people).flatMap(counts -> {
            Map<String, Long> unread = new HashMap<>(counts);
            people.forEach(person -> unread.putIfAbsent(person, 0L));
            return published(announcements, unread).flatMap(done -> numbers.settle(unread, trace));
        });
    }

    private Uni<Void> published(List<Announcement> announcements, Map<String, Long> unread) {
        CompletableFuture<?>[] acknowledgements = announcements.stream()
                .map(announcement -> publish(announcement, unread.get(announcement.userId())))
                .toArray(CompletableFuture[]::new);
        return Uni.createFrom().completionStage(CompletableFuture.allOf(acknowledgements));
    }

    private CompletableFuture<?> publish(Announcement announcement, long unreadCount) {
        if (announcement instanceof Raised raised) {
            return publisher.raised(raised.document(), unreadCount, raised.trace());
        }
        Read read = (Read) announcement;
        return publisher.read(read.userId(), read.id(), unreadCount, read.trace());
    }
}
