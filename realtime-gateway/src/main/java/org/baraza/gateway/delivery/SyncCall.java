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
        long delay = 1;
        for (List<SocketSession> some : steps(sessions)) {
            vertx.setTimer(delay, timer -> tell(some, frame));
            delay += WINDOW.dividedBy(STEPS).toMillis();
        }
    }

    /** Who is told at the same time: everybody is in one step, and there are no more of them than fit into the window. */
    static <T> List<List<T>> steps(List<T> all) {
        int inAStep = all.size() / STEPS + 1;
        List<List<T>> steps = new ArrayList<>();
        for (int from = 0; from < all.size(); from += inAStep) {
            steps.add(all.subList(from, Math.min(all.size(), from + inAStep)));
        }
        return steps;
    }

    private static void tell(List<SocketSession> sessions, OutboundFrame frame) {
        Outbox outbox = new Outbox();
        sessions.forEach(session -> outbox.add(session, frame));
        outbox.send();
    }
}
