package org.baraza.gateway.delivery;

import java.util.List;
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
import org.baraza.eventlog.LogRecord;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;
import org.baraza.gateway.session.SocketSession;

/** Brings what changed in a person's notifications to their sockets, and after it the number that are unread. */
@Singleton
public class NotificationDelivery implements Follower {

    /** Events that were brought to somebody, about 200 bytes each; a crashed writer repeats those of its last seconds. */
    private static final int REMEMBERED_EVENTS = 50_000;

    private final UserRooms rooms;
    private final SeenIds seen = new SeenIds(REMEMBERED_EVENTS);
    private final LiveTail<NotificationEvent> tail;

    NotificationDelivery(GatewayConfig config, UserRooms rooms, SyncCall sync, MeterRegistry registry) {
        this.rooms = rooms;
        this.tail = new LiveTail<>(
                config, Topics.NOTIFICATION_EVENTS, NotificationEvent.class, this::deliver, sync::tellAll, registry);
    }

    void start(@Observes StartupEvent event) {
        tail.start();
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
        List<SocketSession> sessions = rooms.of(event.userId());
        if (sessions.isEmpty()) {
            return;
        }
        // what comes again changes nothing but the number, which is that of now
        Optional<OutboundFrame> change = seen.isFirst(record.id()) ? frameOf(event) : Optional.empty();
        OutboundFrame count = ClientEvents.frame("notifications:count", new Count(event.unreadCount()));
        for (SocketSession session : sessions) {
            change.ifPresent(frame -> outbox.add(session, frame));
            outbox.add(session, count);
        }
    }

    /** What changed; empty where nothing but the number did. */
    private static Optional<OutboundFrame> frameOf(NotificationEvent event) {
        if (event instanceof NotificationRaised raised) {
            return Optional.of(ClientEvents.frame("notification:new", raised.notification()));
        }
        if (event instanceof NotificationRead read) {
            return Optional.of(ClientEvents.frame("notification:read", new NotificationNotice(read.notificationId())));
        }
        if (event instanceof NotificationDeleted deleted) {
            return Optional.of(
                    ClientEvents.frame("notification:deleted", new NotificationNotice(deleted.notificationId())));
        }
        return event instanceof AllNotificationsRead
                ? Optional.of(ClientEvents.frame("notification:all-read"))
                : Optional.empty();
    }

    /** @param count how many are unread */
    record Count(long count) {}

    /** @param notificationId which was read or deleted */
    record NotificationNotice(String notificationId) {}
}
