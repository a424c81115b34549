package org.baraza.gateway.session;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

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

    SocketSession(NamespaceSocket socket, Identity identity, SessionContext context) {
        this.socket = socket;
        this.identity = identity;
        this.context = context;
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

    /** The connection under it, by its Engine.IO session id, for counting. */
    String connectionId() {
        return socket.connection().id();
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

    /** Writes a frame without flushing it, unless the client has left; on the loop. */
    void write(OutboundFrame frame) {
        if (socket.isConnected()) {
            socket.connection().engine().write(frame);
        }
    }

    void flush() {
        socket.connection().engine().flush();
    }

    /** Closes the transport, never with a Socket.IO DISCONNECT, so that the client comes back with a pause; from any thread. */
    public void close(CloseReason reason) {
        loop().run(() -> socket.connection().close(reason));
    }

    @Override
    public String toString() {
        return "SocketSession[" + id() + "]";
    }
}
