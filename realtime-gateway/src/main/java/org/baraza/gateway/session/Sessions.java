package org.baraza.gateway.session;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import io.netty.channel.EventLoop;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.limit.Quota;

/** All connections of this gateway, and the people's sockets on them. Safe for use by several threads. */
@Singleton
public class Sessions implements SessionListener, ConnectionListener {

    private final Map<String, Open> connections = new ConcurrentHashMap<>();
    private final Map<EventLoop, SessionLoop> loops = new ConcurrentHashMap<>();
    private final Set<SocketConnection> vacant = new LinkedHashSet<>();
    private final int maxVacant;
    private final Quota perAddress;
    private final Quota perUser;
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
        this.perAddress = new Quota(config.sockets().maxPerAddress());
        this.perUser = new Quota(config.sockets().maxPerUser());
        this.tickLength = SessionLoop.tickLengthFor(
                config.sockets().pingInterval(), config.sockets().pingTimeout());
        this.metrics = metrics;
        this.connectedEvent = connectedEvent;
        this.endedEvent = endedEvent;
        metrics.countUnauthenticated(this::vacantNow);
    }

    /** @param address what its client is counted by */
    private record Open(SocketConnection connection, String address) {}

    /** Somebody has connected. */
    public record SessionConnected(SocketSession session, Identity identity) {}

    /** Somebody who was connected has gone. */
    public record SessionEnded(SocketSession session, Identity identity) {}

    /** Everybody who is connected or about to be. */
    List<SocketConnection> connections() {
        return connections.values().stream().map(Open::connection).toList();
    }

    /** Whether an address has all the connections it may have. */
    boolean isFull(String address) {
        return perAddress.isUsedUp(address);
    }

    private int vacantNow() {
        synchronized (vacant) {
            return vacant.size();
        }
    }

    Optional<SocketConnection> find(String connectionId) {
        return Optional.ofNullable(connections.get(connectionId)).map(Open::connection);
    }

    SessionLoop loopOf(EventLoop eventLoop) {
        return loops.computeIfAbsent(eventLoop, loop -> new SessionLoop(loop, tickLength));
    }

    /** One more, also if its address has no more: that was looked at before, and a few at once may pass. */
    void opened(SocketConnection connection, String address) {
        perAddress.add(address);
        connections.put(connection.id(), new Open(connection, address));
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
        Open open = connections.remove(connection.id());
        if (open != null) {
            perAddress.giveBack(open.address());
            metrics.ended();
        }
    }

    @Override
    public void connected(SocketSession session, Identity identity) throws NoPlaceException {
        if (!perUser.take(identity.caller().userId())) {
            throw new NoPlaceException(CloseReason.TOO_MANY_SOCKETS);
        }
        connectedEvent.fire(new SessionConnected(session, identity));
    }

    @Override
    public void ended(SocketSession session, Identity identity) {
        perUser.giveBack(identity.caller().userId());
        endedEvent.fire(new SessionEnded(session, identity));
    }
}
