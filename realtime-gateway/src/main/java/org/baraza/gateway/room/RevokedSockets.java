package org.baraza.gateway.room;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.baraza.directory.PersonChange;
import org.baraza.directory.UserDirectory;
import org.baraza.gateway.session.AccessRules;
import org.baraza.gateway.session.CloseReason;
import org.baraza.gateway.session.SocketSession;

/**
 * Closes the sockets of people who are turned away, as soon as the directory says so. A socket that connects at that very
 * moment is met by the next sweep of its loop.
 */
@Singleton
class RevokedSockets {

    private final UserRooms rooms;
    private final AccessRules access;

    RevokedSockets(UserRooms rooms, AccessRules access) {
        this.rooms = rooms;
        this.access = access;
    }

    void listen(@Observes StartupEvent event, UserDirectory directory) {
        directory.onChange(this::closeIfTurnedAway);
    }

    private void closeIfTurnedAway(PersonChange change) {
        for (SocketSession session : rooms.of(change.userId())) {
            session.identity()
                    .filter(identity -> access.isTurnedAway(change.userId(), identity.issuedAt()))
                    .ifPresent(identity -> session.close(CloseReason.ACCESS_REVOKED));
        }
    }
}
