package org.baraza.gateway.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects frames for many sessions and hands each event loop all of its own in one task, so that every session is flushed
 * once however many frames it gets. Used by one thread.
 */
public final class Outbox {

    private final Map<SessionLoop, List<SessionLoop.Write>> writesByLoop = new LinkedHashMap<>();

    /** Adds a frame for a session. Frames of one session go out in the order they are added. */
    public void add(SocketSession session, OutboundFrame frame) {
        writesByLoop
                .computeIfAbsent(session.loop(), loop -> new ArrayList<>())
                .add(new SessionLoop.Write(session, frame));
    }

    /** Hands everything over; the outbox is empty then. */
    public void send() {
        writesByLoop.forEach(SessionLoop::writeAll);
        writesByLoop.clear();
    }
}
