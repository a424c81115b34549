package org.baraza.gateway.session;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import io.netty.channel.EventLoop;
import org.baraza.gateway.GatewayConfig;

/** All connections of this gateway, and the people's sockets on them. Safe for use by several threads. */
@Singleton
public class Sessions implements SessionListener, ConnectionListener {

    private final Map<String, SocketConnection> connections = new ConcurrentHashMap<>();
    private final Map<EventLoop, SessionLoop> loops = new ConcurrentHashMap<>();
    private final Set<SocketConnection> vacant = new LinkedHashSet<>();
    private final int maxVacant;
    private final Duration tickLength;
    private final SessionMetrics metrics;
    private final Event<SessionConnected> connectedEvent;
    private final Event<SessionEnded> endedEvent;

    Sessions(
            GatewayConfig config,
            SessionMetrics metrics,
            Event<SessionConnected> connectedEvent,
            Event<SessionEnded> endedEvent) {
        this.maxVacant = config.sockets().maxUnauthenticated();
        this.tickLength = SessionLoop.tickLengthFor(
                config.sockets().pingInterval(), config.sockets().pingTimeout());
        this.metrics = metrics;
        this.connectedEvent = connectedEvent;
        this.endedEvent = endedEvent;
    }

    /** Somebody has connected. */
    public record SessionConnected(SocketSession session, Identity identity) {}

    /** Somebody who was connected has gone. */
    public record SessionEnded(SocketSession session, Identity identity) {}

    /** Everybody who is connected or about to be. */
    Collection<SocketConnection> connections() {
        return connections.values();
    }

    Optional<SocketConnection> find(String connectionId) {
        return Optional.ofNullable(connections.get(connectionId));
    }

    SessionLoop loopOf(EventLoop eventLoop) {
        return loops.computeIfAbsent(eventLoop, loop -> new SessionLoop(loop, tickLength));
    }

    void opened(SocketConnection connection) {
        connections.put(connection.id(), connection);
        metrics.opened();
        vacated(connection);
    }

    /** Past the limit of connections without a CONNECT the oldest of them gives way. */
    @Override
    public void vacated(SocketConnection connection) {
        SocketConnection oldest = null;
        synchronized (vacant) {
            vacant.add(connection);
            if (vacant.size() > maxVacant) {
                oldest = vacant.iterator().next();
                vacant.remove(oldest);
            }
        }
        if (oldest != null) {
            oldest.loop().run(oldest::giveWay);
        }
    }

    @Override
    public void occupied(SocketConnection connection) {
        synchronized (vacant) {
            vacant.remove(connection);
        }
    }

    @Override
    public void ended(SocketConnection connection) {
        occupied(connection);
        if (connections.remove(connection.id(), connection)) {
            metrics.ended();
        }
    }

    @Override
    public void connected(SocketSession session, Identity identity) {
        connectedEvent.fire(new SessionConnected(session, identity));
    }

    @Override
    public void ended(SocketSession session, Identity identity) {
        endedEvent.fire(new SessionEnded(session, identity));
    }
}
