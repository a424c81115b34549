package org.baraza.contracts.presence;

import java.time.Instant;

import org.baraza.contracts.EventType;
import org.baraza.contracts.UserId;

/**
 * A device that its person is looking at has shown the messages of a conversation up to one: nobody has to push them any
 * more. Not a read.
 *
 * @param userId the person
 * @param conversationId where
 * @param seq number of the last message shown
 * @param at when the gateway was told
 */
@EventType("org.baraza.presence.received.v1")
public record MessagesReceived(String userId, String conversationId, long seq, Instant at) implements PresenceEvent {

    public MessagesReceived {
        new UserId(userId);
    }
}
