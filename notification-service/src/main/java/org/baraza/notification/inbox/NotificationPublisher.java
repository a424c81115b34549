package org.baraza.notification.inbox;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import io.opentelemetry.context.Context;
import org.baraza.contracts.Topics;
import org.baraza.contracts.notification.AllNotificationsRead;
import org.baraza.contracts.notification.NotificationDeleted;
import org.baraza.contracts.notification.NotificationEvent;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.contracts.notification.NotificationRead;
import org.baraza.contracts.notification.UnreadCounted;
import org.baraza.eventlog.LogWriter;

/**
 * Says on {@code notification-events} what changed for a person. The id of an event follows from what it tells, so an event
 * that is published again after a crash is known by it. Each call completes when the event is acknowledged by the log, on a
 * thread that must not be blocked.
 */
@ApplicationScoped
public class NotificationPublisher {

    private final LogWriter writer;
    private final NotificationViews views;
    private final Clock clock;

    NotificationPublisher(LogWriter writer, NotificationViews views, Clock clock) {
        this.writer = writer;
        this.views = views;
        this.clock = clock;
    }

    /**
     * A notification is new or was caused again.
     *
     * @param trace the trace of what caused it
     */
    public CompletableFuture<?> raised(NotificationDocument document, long unreadCount, Context trace) {
        NotificationRaised event = new NotificationRaised(document.userId(), views.of(document), unreadCount);
        return publish(event, document.publicId() + "~raised~" + document.lastSeq(), trace);
    }

    /**
     * A notification was read.
     *
     * @param trace the trace of what read it
     */
    public CompletableFuture<?> read(String userId, NotificationId id, long unreadCount, Context trace) {
        return publish(new NotificationRead(userId, id.toString(), unreadCount), id + "~read", trace);
    }

    /** The person has deleted a notification. */
    CompletableFuture<?> deleted(String userId, NotificationId id, long unreadCount, Context trace) {
        return publish(new NotificationDeleted(userId, id.toString(), unreadCount), id + "~deleted", trace);
    }

    /** All of a person's notifications were read, now. */
    CompletableFuture<?> allRead(String userId, long unreadCount, Context trace) {
        return publish(new AllNotificationsRead(userId, unreadCount), "all-read~" + clock.millis(), trace);
    }

    /** The person's unread notifications were counted again, now. */
    CompletableFuture<?> counted(String userId, long unreadCount, Context trace) {
        return publish(new UnreadCounted(userId, unreadCount), "counted~" + unreadCount + '~' + clock.millis(), trace);
    }

    private CompletableFuture<?> publish(NotificationEvent event, String what, Context trace) {
        return writer.append(Topics.NOTIFICATION_EVENTS, event.userId(), event, event.userId() + '~' + what, trace);
    }
}
