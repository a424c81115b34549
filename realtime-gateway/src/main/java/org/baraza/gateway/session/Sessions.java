package org.baraza.gateway.session;

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

/** All sessions of this gateway. Safe for use by several threads. */
@Singleton
public class Sessions implements SessionListener {

    private final Map<String, SocketSession> byId = new ConcurrentHashMap<>();
    private final Map<EventLoop, SessionLoop> loops = new ConcurrentHashMap<>();
    private final Set<SocketSession> unconnected = new LinkedHashSet<>();
    private final int maxUnconnected;
    private final SessionMetrics metrics;
    private final Event<SessionConnected> connectedEvent;
    private final Event<SessionEnded> endedEvent;

    Sessions(
            GatewayConfig config,
            SessionMetrics metrics,
            Event<SessionConnected> connectedEvent,
            Event<SessionEnded> endedEvent) {
        this.maxUnconnected = config.sockets().maxUnauthenticated();
        this.metrics = metrics;
        this.connectedEvent = connectedEvent;
        this.endedEvent = endedEvent;
    }

    /** Somebody has connected. */
    public record SessionConnected(SocketSession session, Identity identity) {}

    /** Somebody who was connected has gone. */
    public record SessionEnded(SocketSession session, Identity identity) {}

    /** Everybody who is connected or about to be. */
    public Collection<SocketSession> all() {
        return byId.values();
    }

    Optional<SocketSession> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    SessionLoop loopOf(EventLoop eventLoop) {
        return loops.computeIfAbsent(eventLoop, SessionLoop::new);
    }

    /** Past the limit of sessions without a CONNECT the oldest of them gives way. */
    void opened(SocketSession session) {
        byId.put(session.id(), session);
        metrics.opened();
        SocketSession oldest = null;
        synchronized (unconnected) {
            unconnected.add(session);
            if (unconnected.size() > maxUnconnected) {
                oldest = unconnected.iterator().next();
                unconnected.remove(oldest);
            }
        }
        if (oldest != null) {
            closeLate(oldest);
        }
    }

    private static void closeLate(SocketSession session) {
        session.loop().run(() -> session.close(CloseReason.CONNECT_TIMEOUT));
    }

    private void forgetUnconnected(SocketSession session) {
        synchronized (unconnected) {
            unconnected.remove(session);
        }
    }

    @Override
    public void connected(SocketSession session, Identity identity) {
        forgetUnconnected(session);
        connectedEvent.fire(new SessionConnected(session, identity));
    }

    @Override
    public void ended(SocketSession session, Optional<Identity> identity) {
        forgetUnconnected(session);
        if (byId.remove(session.id()) != null) {
            metrics.ended();
        }
        identity.ifPresent(who -> endedEvent.fire(new SessionEnded(session, who)));
    }
}
