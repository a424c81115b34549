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

    /** @param offset how far a client has come that has got this; null if it is not to be told */
    OutboundFrame frame(String offset) {
        return json == null
                ? ClientEvents.recoverable(event, offset)
                : ClientEvents.recoverable(event, json.get(), offset);
    }
}
