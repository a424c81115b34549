package org.baraza.gateway.session;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import org.jboss.logging.Logger;

/**
 * The sessions of one event loop: one timer for all of them, and one task for all that is written to them at once. Its state
 * belongs to the loop's thread.
 */
final class SessionLoop {

    private static final Logger LOGGER = Logger.getLogger(SessionLoop.class);
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
    private static final Duration SHORTEST_TICK = Duration.ofMillis(10);
    /** Ticks in the shorter of a heartbeat's two times. */
    private static final int TICKS = 20;

    private final EventLoop eventLoop;
    private final Set<EngineSession> sessions = new LinkedHashSet<>();

    /** @param tickLength how often sessions are looked after */
    SessionLoop(EventLoop eventLoop, Duration tickLength) {
        this.eventLoop = eventLoop;
        eventLoop.scheduleAtFixedRate(this::tick, tickLength.toMillis(), tickLength.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How often to look after sessions with such heartbeats: often enough for these, and not more than need be. */
    static Duration tickLengthFor(Duration pingInterval, Duration pingTimeout) {
        Duration shorter = pingInterval.compareTo(pingTimeout) < 0 ? pingInterval : pingTimeout;
        Duration wanted = shorter.dividedBy(TICKS);
        if (wanted.compareTo(SHORTEST_TICK) < 0) {
            return SHORTEST_TICK;
        }
        return wanted.compareTo(LONGEST_TICK) < 0 ? wanted : LONGEST_TICK;
    }

    void add(EngineSession session) {
        sessions.add(session);
    }

    void remove(EngineSession session) {
        sessions.remove(session);
    }

    /** Runs something on the loop; at once if this is its thread. */
    void run(Runnable action) {
        if (eventLoop.inEventLoop()) {
            action.run();
        } else {
            eventLoop.execute(action);
        }
    }

    /** Runs something on the loop after what it has to run already; from any thread. */
    void runLater(Runnable action) {
        eventLoop.execute(action);
    }

    /** Runs something on the loop after a while. */
    void runAfter(Duration delay, Runnable action) {
        eventLoop.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Writes frames in order, each to its session, and flushes every session once; from any thread. */
    void writeAll(List<Write> writes) {
        run(() -> {
            writes.forEach(write -> write.session().write(write.frame()));
            // the second flush of a session finds nothing to do
            writes.forEach(write -> write.session().flush());
        });
    }

    /** A frame and who gets it. */
    record Write(SocketSession session, OutboundFrame frame) {}

    private void tick() {
        long now = System.nanoTime();
        for (EngineSession session : List.copyOf(sessions)) {
            try {
                session.tick(now);
            } catch (RuntimeException e) {
                // one session's failure must not end the timer of all
                LOGGER.errorf(e, "tick failed, session: %s", session.id());
            }
        }
    }
}
