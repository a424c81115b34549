package org.baraza.gateway.socketio;

import java.util.Set;

/**
 * The event names nobody may send: client libraries raise them themselves, and a handler could not tell the difference
 * (Socket.IO documentation, "Emit cheatsheet", reserved events).
 */
final class EventName {

    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private EventName() {}

    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    static void require(String name) {
        if (isReserved(name)) {
            throw new IllegalArgumentException("a reserved event name: " + name);
        }
    }
}
