package org.baraza.gateway.presence;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.delivery.ClientEvents;
import org.baraza.gateway.limit.RateLimit;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.Identity;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.SocketEventHandler;
import org.baraza.gateway.session.SocketSession;
import org.jboss.logging.Logger;

/**
 * {@code online:get-users}: who is online of those with whom the caller shares a conversation, answered with
 * {@code online:users-list}. From then on they are told of changes. Who asks while it cannot be known gets what is known, and
 * the rest as soon as it is.
 */
@Singleton
class OnlineEvents implements SocketEventHandler {

    private static final Logger LOGGER = Logger.getLogger(OnlineEvents.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int PER_SECOND = 5;
    private static final int BURST = 20;

    private final PresenceBoard board;
    private final PresenceNews news;
    private final Watchers watchers;
    private final ContactReader contacts;
    private final UserRooms rooms;
    private final Vertx vertx;
    private final RateLimit rates = new RateLimit(PER_SECOND, BURST);
    /** One for each person, however many of their sockets ask and however often. */
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    OnlineEvents(
            PresenceBoard board,
            PresenceNews news,
            Watchers watchers,
            ContactReader contacts,
            UserRooms rooms,
            Vertx vertx) {
        this.board = board;
        this.news = news;
        this.watchers = watchers;
        this.contacts = contacts;
        this.rooms = rooms;
        this.vertx = vertx;
    }

    @Override
    public List<String> events() {
        return List.of("online:get-users");
    }

    @Override
    public void handle(Request request) {
        String userId = request.identity().caller().userId();
        rates.take(userId);
        // before the contacts there are are read, so that one who is met meanwhile is not missed
        long entered = watchers.enter(userId);
        if (watchers.isComplete(userId)) {
            request.ack().answer(sendList(request.session(), userId));
            return;
        }
        Reading reading = readings.computeIfAbsent(userId, id -> new Reading());
        switch (reading.add(request)) {
            case FIRST -> read(userId, request.identity(), reading, entered, FIRST_PAUSE);
            case WAITING -> {}
            case WAITING_LONG -> request.ack().answer(sendList(request.session(), userId));
            case NONE -> handle(request);
        }
    }

    private void read(String userId, Identity identity, Reading reading, long entered, Duration pause) {
        contacts.contactsOf(identity)
                .onSuccess(people -> {
                    watchers.complete(userId, people, entered);
                    end(userId, reading);
                })
                .onFailure(failure -> {
                    LOGGER.debugf("contacts unknown, cause: %s", failure.getMessage());
                    answer(userId, reading, reading.fail());
                    vertx.setTimer(pause.toMillis(), timer -> retry(userId, reading, pause));
                });
    }

    /** With the token that somebody who still waits has now. */
    private void retry(String userId, Reading reading, Duration before) {
        Optional<Identity> identity = rooms.of(userId).stream()
                .filter(reading::isAwaitedBy)
                .flatMap(session -> session.identity().stream())
                .findFirst();
        if (identity.isEmpty()) {
            end(userId, reading);
            return;
        }
        Duration doubled = before.multipliedBy(2);
        Duration next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        read(userId, identity.get(), reading, watchers.enter(userId), next);
    }

    private void end(String userId, Reading reading) {
        readings.remove(userId, reading);
        answer(userId, reading, reading.end());
    }

    private void answer(String userId, Reading reading, List<Ack> acks) {
        String json = listOf(userId);
        OutboundFrame frame = ClientEvents.frame("online:users-list", json);
        reading.sessions().forEach(session -> session.send(frame));
        acks.forEach(ack -> ack.answer(json));
    }

    /** @return the list as JSON */
    private String sendList(SocketSession session, String userId) {
        String json = listOf(userId);
        session.send(ClientEvents.frame("online:users-list", json));
        return json;
    }

    private String listOf(String userId) {
        Set<String> userIds = new TreeSet<>();
        // whoever asks is online, even if the news of it is still on its way
        userIds.add(userId);
        Set<String> online = board.online();
        watchers.watchedBy(userId).stream()
                .filter(online::contains)
                .filter(person -> news.maySee(userId, person))
                .forEach(userIds::add);
        return EventCodec.toText(new OnlineUsers(userIds));
    }

    /** @param userIds who is online */
    record OnlineUsers(Set<String> userIds) {}
}
