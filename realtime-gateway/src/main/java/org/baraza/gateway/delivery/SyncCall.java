package org.baraza.gateway.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;
import org.baraza.gateway.session.SocketSession;
import org.jboss.logging.Logger;

/**
 * Tells the sockets here that something was not brought to them, {@code sync:required}: in random order and spread over a
 * while, so that they do not all ask at once.
 */
@Singleton
class SyncCall {

    private static final Logger LOGGER = Logger.getLogger(SyncCall.class);
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int STEPS = 100;

    private final UserRooms rooms;
    private final Vertx vertx;

    SyncCall(UserRooms rooms, Vertx vertx) {
        this.rooms = rooms;
        this.vertx = vertx;
    }

    /** Tells everybody who is here now. Does not block. */
    void tellAll() {
        List<SocketSession> sessions = new ArrayList<>();
        rooms.all().forEach(sessions::addAll);
        Collections.shuffle(sessions);
        LOGGER.warnf("sockets are told to sync, count: %d", sessions.size());
        OutboundFrame frame = ClientEvents.frame("sync:required");
        int inAStep = sessions.size() / STEPS + 1;
        for (int from = 0, step = 0; from < sessions.size(); from += inAStep, step++) {
            List<SocketSession> some = sessions.subList(from, Math.min(sessions.size(), from + inAStep));
            vertx.setTimer(1 + step * WINDOW.dividedBy(STEPS).toMillis(), timer -> tell(some, frame));
        }
    }

    private static void tell(List<SocketSession> sessions, OutboundFrame frame) {
        Outbox outbox = new Outbox();
        sessions.forEach(session -> outbox.add(session, frame));
        outbox.send();
    }
}
