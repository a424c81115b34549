package org.baraza.gateway.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.baraza.gateway.session.Sessions.SessionConnected;
import org.baraza.gateway.session.Sessions.SessionEnded;
import org.baraza.gateway.session.SocketSession;

/**
 * Who of this gateway's sessions belongs to whom: the room {@code user:{id}}. A look-up that finds nobody costs one access
 * to a map. Safe for use by several threads.
 */
@Singleton
public class UserRooms {

    private final Map<String, List<SocketSession>> sessionsByUser = new ConcurrentHashMap<>();

    void enter(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) SessionConnected connected) {
        String userId = connected.identity().caller().userId();
        sessionsByUser.merge(userId, List.of(connected.session()), (before, added) -> {
            List<SocketSession> after = new ArrayList<>(before);
            after.addAll(added);
            return List.copyOf(after);
        });
    }

    void leave(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) SessionEnded ended) {
        sessionsByUser.computeIfPresent(ended.identity().caller().userId(), (id, before) -> {
            List<SocketSession> after =
                    before.stream().filter(other -> other != ended.session()).toList();
            return after.isEmpty() ? null : after;
        });
    }

    /** The person's sessions, those first that came first. */
    public List<SocketSession> of(String userId) {
        return sessionsByUser.getOrDefault(userId, List.of());
    }

    /** The ids of the people who have sessions here: a view that goes on changing. */
    Set<String> people() {
        return sessionsByUser.keySet();
    }

    /** All sessions of all people. */
    public Collection<List<SocketSession>> all() {
        return sessionsByUser.values();
    }
}
