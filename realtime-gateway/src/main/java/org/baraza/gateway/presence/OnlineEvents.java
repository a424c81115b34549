package org.baraza.gateway.presence;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.delivery.ClientEvents;
import org.baraza.gateway.limit.RateLimit;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.Identity;
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
    private static final long RETRY_MILLIS = 5_000;
    private static final int PER_SECOND = 5;
    private static final int BURST = 20;

    private final PresenceBoard board;
    private final PresenceNews news;
    private final Watchers watchers;
    private final ContactReader contacts;
    private final UserRooms rooms;
    private final Vertx vertx;
    private final RateLimit rates = new RateLimit(PER_SECOND, BURST);

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
        Identity identity = request.identity();
        String userId = identity.caller().userId();
        rates.take(userId);
        // before the contacts there are are read, so that one who is met meanwhile is not missed
        watchers.enter(userId);
        if (watchers.isComplete(userId)) {
            request.ack().answer(sendList(request.session(), userId));
            return;
        }
        contacts.contactsOf(identity)
                .onSuccess(people -> {
                    watchers.complete(userId, people);
                    request.ack().answer(sendList(request.session(), userId));
                })
                .onFailure(failure -> {
                    unknown(request.session(), identity, failure);
                    request.ack().answer(sendList(request.session(), userId));
                });
    }

    private void unknown(SocketSession session, Identity identity, Throwable failure) {
        LOGGER.debugf("contacts unknown, session: %s, cause: %s", session.id(), failure.getMessage());
        vertx.setTimer(RETRY_MILLIS, timer -> retry(session, identity));
    }

    private void retry(SocketSession session, Identity identity) {
        String userId = identity.caller().userId();
        if (!rooms.of(userId).contains(session)) {
            return;
        }
        contacts.contactsOf(identity)
                .onSuccess(people -> {
                    watchers.complete(userId, people);
                    sendList(session, userId);
                })
                .onFailure(failure -> unknown(session, identity, failure));
    }

    /** @return the list as JSON */
    private String sendList(SocketSession session, String userId) {
        Set<String> userIds = new TreeSet<>();
        // whoever asks is online, even if the news of it is still on its way
        userIds.add(userId);
        Set<String> online = board.online();
        watchers.watchedBy(userId).stream()
                .filter(online::contains)
                .filter(person -> news.maySee(userId, person))
                .forEach(userIds::add);
        String json = EventCodec.toText(new OnlineUsers(userIds));
        session.send(ClientEvents.frame("online:users-list", json));
        return json;
    }

    /** @param userIds who is online */
    record OnlineUsers(Set<String> userIds) {}
}
