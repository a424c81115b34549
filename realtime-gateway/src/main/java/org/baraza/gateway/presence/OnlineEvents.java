package org.baraza.gateway.presence;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Singleton;

import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.delivery.ClientEvents;
import org.baraza.gateway.session.SocketEventHandler;

/** {@code online:get-users}: who is online, answered with {@code online:users-list}. */
@Singleton
class OnlineEvents implements SocketEventHandler {

    private final PresenceBoard board;

    OnlineEvents(PresenceBoard board) {
        this.board = board;
    }

    @Override
    public List<String> events() {
        return List.of("online:get-users");
    }

    @Override
    public void handle(Request request) {
        Set<String> userIds = new TreeSet<>(board.online());
        // whoever asks is online, even if the news of it is still on its way
        userIds.add(request.identity().caller().userId());
        String json = EventCodec.toText(new OnlineUsers(userIds));
        request.session().send(ClientEvents.frame("online:users-list", json));
        request.ack().answer(json);
    }

    /** @param userIds who is online */
    record OnlineUsers(Set<String> userIds) {}
}
