package org.baraza.gateway.delivery;

import java.util.function.Supplier;

import org.baraza.gateway.session.OutboundFrame;

/**
 * An event to clients.
 *
 * @param event its name
 * @param json its one argument; null if it has none
 * @param unlessJoined a conversation: sockets that have it open do not get this; null for everybody
 */
record Notice(String event, Supplier<String> json, String unlessJoined) {

    Notice(String event, Supplier<String> json) {
        this(event, json, null);
    }

    /** Whether clients that get this are told how far they have come; not where that would be the first argument. */
    boolean hasOffset() {
        return json != null;
    }

    /** @param offset how far a client has come that has got this; null if it is not to be told */
    OutboundFrame frame(String offset) {
        return hasOffset() ? ClientEvents.recoverable(event, json.get(), offset) : ClientEvents.frame(event);
    }
}
