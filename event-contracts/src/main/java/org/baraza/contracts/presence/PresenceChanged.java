package org.baraza.contracts.presence;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.baraza.contracts.EventType;
import org.baraza.contracts.UserId;

/**
 * Somebody came online or went offline. Keyed by the person on {@code presence-events}. A hint: who is online now is what
 * the leases say.
 *
 * @param userId the person
 * @param isOnline what they are from now on
 * @param at when it was noticed
 */
@EventType("org.baraza.presence.changed.v1")
public record PresenceChanged(
        String userId, @JsonProperty("isOnline") boolean isOnline, Instant at) implements PresenceEvent {

    public PresenceChanged {
        new UserId(userId);
    }
}
