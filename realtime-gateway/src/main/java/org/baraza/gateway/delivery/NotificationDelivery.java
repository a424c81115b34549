package org.baraza.gateway.delivery;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.Topics;
import org.baraza.contracts.notification.NotificationEvent;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.contracts.notification.NotificationRead;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogRecord;
import org.baraza.eventlog.LogTail;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.Admission;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;
import org.baraza.gateway.session.SocketSession;
import org.jboss.logging.Logger;

/** Brings what changed in a person's notifications to their sockets, and after it the number that are unread. */
@Singleton
public class NotificationDelivery implements Admission.Condition {

    private static final Logger LOGGER = Logger.getLogger(NotificationDelivery.class);

    private final UserRooms rooms;
    private final LogTail<NotificationEvent> tail;

    NotificationDelivery(GatewayConfig config, UserRooms rooms, MeterRegistry registry) {
        this.rooms = rooms;
        this.tail = new LogTail<>(
                config.logSettings(),
                Topics.NOTIFICATION_EVENTS,
                LogTail.From.END,
                EventCodec.of(NotificationEvent.class),
                this::deliver,
                registry);
    }

    void start(@Observes StartupEvent event) {
        tail.start();
    }

    void stop(@Observes ShutdownEvent event) {
        tail.close();
    }

    /** Whether events are being followed. */
    public boolean isLive() {
        return tail.isLive();
    }

    @Override
    public boolean isInPlace() {
        return isLive();
    }

    /** Whether following them has ended for good. */
    public boolean hasEnded() {
        return tail.hasEnded();
    }

    private void deliver(List<LogRecord<NotificationEvent>> records) {
        Outbox outbox = new Outbox();
        for (LogRecord<NotificationEvent> record : records) {
            try {
                deliver(record.event(), outbox);
            } catch (RuntimeException e) {
                LOGGER.errorf(e, "event not delivered, partition: %d, offset: %d", record.partition(), record.offset());
            }
        }
        outbox.send();
    }

    private void deliver(NotificationEvent event, Outbox outbox) {
        List<SocketSession> sessions = rooms.of(event.userId());
        if (sessions.isEmpty()) {
            return;
        }
        OutboundFrame change = frameOf(event);
        OutboundFrame count = ClientEvents.frame("notifications:count", new Count(event.unreadCount()));
        for (SocketSession session : sessions) {
            outbox.add(session, change);
            outbox.add(session, count);
        }
    }

    private static OutboundFrame frameOf(NotificationEvent event) {
        if (event instanceof NotificationRaised raised) {
            return ClientEvents.frame("notification:new", raised.notification());
        }
        if (event instanceof NotificationRead read) {
            return ClientEvents.frame("notification:read", new ReadNotice(read.notificationId()));
        }
        return ClientEvents.frame("notification:all-read");
    }

    /** @param count how many are unread */
    record Count(long count) {}

    /** @param notificationId which was read */
    record ReadNotice(String notificationId) {}
}
