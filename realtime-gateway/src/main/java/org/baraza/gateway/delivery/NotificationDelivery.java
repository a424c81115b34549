package org.baraza.gateway.delivery;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.Topics;
import org.baraza.contracts.notification.AllNotificationsRead;
import org.baraza.contracts.notification.NotificationDeleted;
import org.baraza.contracts.notification.NotificationEvent;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.contracts.notification.NotificationRead;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogRecord;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.session.Outbox;

/** Brings what changed in a person's notifications to their sockets, and after it the number that are unread. */
@Singleton
public class NotificationDelivery implements Follower {

    /** Bytes that a notification takes in memory, about. */
    private static final long SIZE = 1_500;

    private final Timeline timeline;
    private final SeenIds seen;
    private final LiveTail<NotificationEvent> tail;

    NotificationDelivery(GatewayConfig config, Timeline timeline, SyncCall sync, MeterRegistry registry) {
        this.timeline = timeline;
        this.seen = new SeenIds(config.delivery().rememberedEvents());
        this.tail = new LiveTail<>(
                config,
                Topics.NOTIFICATION_EVENTS,
                NotificationEvent.class,
                this::deliver,
                timeline::deliver,
                () -> {
                    timeline.lost(timeline.notifications());
                    sync.tellAll();
                },
                registry);
    }

    void start(@Observes StartupEvent event) {
        tail.start().thenRun(() -> timeline.begin(timeline.notifications(), tail.beginnings()));
    }

    void stop(@Observes ShutdownEvent event) {
        tail.close();
    }

    @Override
    public LiveTail<?> tail() {
        return tail;
    }

    private void deliver(LogRecord<NotificationEvent> record, Outbox outbox) {
        NotificationEvent event = record.event();
        timeline.notifications().read(record.partition(), record.offset());
        // what comes again changes nothing but the number, which is that of now
        boolean isFirst = seen.isFirst(record.id());
        timeline.dispatch(timeline.notifications(), record, SIZE, () -> dispatchOf(event, isFirst), outbox);
    }

    private static Dispatch dispatchOf(NotificationEvent event, boolean isFirst) {
        Notice count = notice("notifications:count", new Count(event.unreadCount()));
        Notices notices = (isFirst ? changeOf(event) : Optional.<Notice>empty())
                .map(change -> new Notices(change, count))
                .orElseGet(() -> new Notices(count));
        return new Dispatch().to(event.userId(), notices);
    }

    /** What changed; empty where nothing but the number did. */
    private static Optional<Notice> changeOf(NotificationEvent event) {
        if (event instanceof NotificationRaised raised) {
            return Optional.of(notice("notification:new", raised.notification()));
        }
        if (event instanceof NotificationRead read) {
            return Optional.of(notice("notification:read", new NotificationNotice(read.notificationId())));
        }
        if (event instanceof NotificationDeleted deleted) {
            return Optional.of(notice("notification:deleted", new NotificationNotice(deleted.notificationId())));
        }
        return event instanceof AllNotificationsRead
                ? Optional.of(new Notice("notification:all-read", null))
                : Optional.empty();
    }

    private static Notice notice(String event, Object argument) {
        return new Notice(event, () -> EventCodec.toText(argument));
    }

    /** @param count how many are unread */
    record Count(long count) {}

    /** @param notificationId which was read or deleted */
    record NotificationNotice(String notificationId) {}
}
