package org.baraza.gateway.presence;

import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.baraza.directory.UserDirectory;
import org.baraza.gateway.delivery.ClientEvents;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;
import org.baraza.gateway.session.SocketSession;

/** Tells sockets who came and who went: those of the person's watchers, unless one has blocked the other, and their own. */
@Singleton
class PresenceNews {

    private final Watchers watchers;
    private final UserRooms rooms;
    private final UserDirectory directory;

    PresenceNews(Watchers watchers, UserRooms rooms, UserDirectory directory) {
        this.watchers = watchers;
        this.rooms = rooms;
        this.directory = directory;
    }

    /**
     * @param userId who
     * @param isOnline what they are from now on
     */
    record StatusChange(
            String userId, @JsonProperty("isOnline") boolean isOnline) {}

    /** Whether one may know whether the other is online. */
    boolean maySee(String watcherId, String personId) {
        return !directory.isBlocked(watcherId, personId);
    }

    /** Everybody who may know is told. */
    void tell(String userId, boolean isOnline, Outbox outbox) {
        List<SocketSession> own = rooms.of(userId);
        if (own.isEmpty() && watchers.of(userId).isEmpty()) {
            return;
        }
        OutboundFrame frame = frame(userId, isOnline);
        own.forEach(session -> outbox.add(session, frame));
        for (String watcher : watchers.of(userId)) {
            if (maySee(watcher, userId)) {
                rooms.of(watcher).forEach(session -> outbox.add(session, frame));
            }
        }
    }

    /** One person is told about another. */
    void tell(String watcherId, String userId, boolean isOnline, Outbox outbox) {
        OutboundFrame frame = frame(userId, isOnline);
        rooms.of(watcherId).forEach(session -> outbox.add(session, frame));
    }

    private static OutboundFrame frame(String userId, boolean isOnline) {
        return ClientEvents.frame("user:status-change", new StatusChange(userId, isOnline))
                .asEphemeral();
    }
}
