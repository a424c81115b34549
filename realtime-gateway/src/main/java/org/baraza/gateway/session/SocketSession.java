package org.baraza.gateway.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.baraza.gateway.limit.FrameRate;
import org.baraza.gateway.socketio.SocketIoPacket;
import org.baraza.rest.ProblemException;

/**
 * A person's socket: a client that has connected to the main namespace, until it leaves. Events run on its event loop;
 * everything public may be asked by any thread.
 */
public final class SocketSession implements NamespaceHandler.Member {

    private final NamespaceSocket socket;
    private volatile Identity identity;
    private final SessionContext context;
    private final Set<String> joined = new LinkedHashSet<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final List<OutboundFrame> early = new ArrayList<>(0);
    private boolean consented;
    private boolean hasLeft;
    private volatile RecoveryState recoveryState;

    SocketSession(NamespaceSocket socket, Identity identity, SessionContext context) {
        this.socket = socket;
        this.identity = identity;
        this.context = context;
    }

    /** How the client can come back from a break; empty if it cannot. */
    public Optional<RecoveryState> recoveryState() {
        return Optional.ofNullable(recoveryState);
    }

    /** The client can come back. Before it has the consent. */
    void recoverable(RecoveryState state) {
        recoveryState = state;
    }

    /**
     * The client has come back. Before it has the consent.
     *
     * @param joinedBefore the conversations that it had open, the latest last
     * @param missed what it is sent before everything else
     */
    public void resumed(RecoveryState state, List<String> joinedBefore, List<OutboundFrame> missed) {
        recoveryState = state;
        joinedBefore.forEach(this::open);
        early.addAll(0, missed);
    }

    @Override
    public Optional<String> pid() {
        return recoveryState().map(RecoveryState::pid);
    }

    /** What came before the consent goes out after it. */
    @Override
    public void onConnected() {
        consented = true;
        early.forEach(this::write);
        early.clear();
        flush();
    }

    @Override
    public void onLeave() {
        hasLeft = true;
    }

    @Override
    public void onEvent(SocketIoPacket.Event event) {
        context.events().dispatch(this, identity, event);
    }

    /** Every loop looks after its sockets in one sweep; a socket has no timer of its own. */
    @Override
    public void onTick() {
        Identity now = identity;
        if (now.hasExpired(Instant.now())) {
            close(CloseReason.TOKEN_EXPIRED);
        } else if (context.access().isTurnedAway(now.caller().userId(), now.issuedAt())) {
            close(CloseReason.ACCESS_REVOKED);
        }
    }

    /** Goes on with another token of the same person. */
    void renew(Identity renewed) {
        identity = renewed;
    }

    @Override
    public void onEnd() {
        context.recovery().ended(this, identity, !hasLeft);
        context.listener().ended(this, identity);
    }

    /** The Socket.IO id of this socket: unique, and another one after every CONNECT. */
    public String id() {
        return socket.id();
    }

    /** Who is connected, if they still are. */
    public Optional<Identity> identity() {
        return socket.isConnected() ? Optional.of(identity) : Optional.empty();
    }

    /** How to answer an event; does nothing where the client asks for no answer. */
    SocketEventHandler.Ack ackOf(SocketIoPacket.Event event) {
        if (event.ackId().isEmpty()) {
            return json -> {};
        }
        unanswered.incrementAndGet();
        return new EventAnswer(this, event.ackId().getAsLong());
    }

    /** An event has its answer. */
    void answered() {
        unanswered.decrementAndGet();
    }

    /** @throws ProblemException 429 if more events have come on its connection than may; on its event loop */
    void takeEvent(FrameRate rate) {
        if (!socket.connection().takeEvent(rate)) {
            throw new ProblemException(429, "TOO_MANY_REQUESTS", "more than " + rate.perSecond() + " a second");
        }
    }

    /** @throws ProblemException 429 if more events of this socket wait for their answer than may */
    void requireFewUnanswered() {
        int most = context.config().maxUnanswered();
        if (unanswered.get() > most) {
            throw new ProblemException(429, "TOO_MANY_REQUESTS", "more than " + most + " events wait for their answer");
        }
    }

    /** The loop that everything of this socket runs on. */
    SessionLoop loop() {
        return socket.connection().loop();
    }

    /** Remembers that the client has a conversation open; the oldest is forgotten past the limit. */
    public void join(String conversationId) {
        open(conversationId);
        context.recovery().changed(this);
    }

    private void open(String conversationId) {
        synchronized (joined) {
            joined.remove(conversationId);
            joined.add(conversationId);
            if (joined.size() > context.config().maxJoined()) {
                joined.remove(joined.iterator().next());
            }
        }
    }

    /** The client has closed a conversation. */
    public void leave(String conversationId) {
        synchronized (joined) {
            joined.remove(conversationId);
        }
        context.recovery().changed(this);
    }

    /** The conversations that the client has open, the latest last. */
    public List<String> joined() {
        synchronized (joined) {
            return List.copyOf(joined);
        }
    }

    /** Whether the client has the conversation open. */
    public boolean joined(String conversationId) {
        synchronized (joined) {
            return joined.contains(conversationId);
        }
    }

    /** Writes a frame and flushes it; from any thread. */
    public void send(OutboundFrame frame) {
        loop().run(() -> {
            write(frame);
            flush();
        });
    }

    /** Runs something on the loop, after all frames that are on their way to it; from any thread. */
    public void afterFrames(Runnable action) {
        loop().runLater(action);
    }

    /**
     * Writes a frame without flushing it, unless the client has left; on the loop. Nothing goes out before the client's consent.
     */
    void write(OutboundFrame frame) {
        RecoveryState state = recoveryState;
        if (state != null && frame.offset() != null) {
            state.offered(frame.offset());
        }
        if (!consented) {
            early.add(frame);
        } else if (socket.isConnected()) {
            socket.connection().engine().write(frame);
        }
    }

    void flush() {
        socket.connection().engine().flush();
    }

    /** Closes the transport, never with a Socket.IO DISCONNECT, so that the client comes back with a pause; from any thread. */
    public void close(CloseReason reason) {
        loop().run(() -> {
            // who is turned away does not come back to where they were
            hasLeft |= reason == CloseReason.ACCESS_REVOKED;
            socket.connection().close(reason);
        });
    }

    @Override
    public String toString() {
        return "SocketSession[" + id() + "]";
    }
}
