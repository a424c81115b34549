package org.baraza.gateway.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.gateway.socketio.SocketIoPacket;

/** A client in one namespace. Everything may be called from any thread, and happens on the connection's event loop. */
final class NamespaceSocket {

    private final String id;
    private final String namespace;
    private final SocketConnection connection;
    private final PendingAcks acks = new PendingAcks();
    private NamespaceHandler.Member member;
    private volatile boolean ended;

    NamespaceSocket(String id, String namespace, SocketConnection connection) {
        this.id = id;
        this.namespace = namespace;
        this.connection = connection;
    }

    /** The Socket.IO id, which the client is told. */
    String id() {
        return id;
    }

    String namespace() {
        return namespace;
    }

    /** What carries it, and the client's other namespaces. */
    SocketConnection connection() {
        return connection;
    }

    /** Whether the client is still there. */
    boolean isConnected() {
        return !ended;
    }

    /** Sends an event; nothing happens if the client has left. */
    void emit(String event, List<JsonNode> args) {
        send(new SocketIoPacket.Event(namespace, OptionalLong.empty(), event, args));
    }

    /**
     * Sends an event that the client is to answer.
     *
     * @param timeout how long to wait for the answer
     * @param answered gets the answer, once, on the event loop; empty if there is none in time or the client has left
     */
    void emit(String event, List<JsonNode> args, Duration timeout, Consumer<Optional<List<JsonNode>>> answered) {
        connection.loop().run(() -> {
            if (ended) {
                answered.accept(Optional.empty());
            } else {
                long ackId = acks.expect(System.nanoTime() + timeout.toNanos(), answered);
                send(new SocketIoPacket.Event(namespace, OptionalLong.of(ackId), event, args));
            }
        });
    }

    /** Answers an event of the client. */
    void answer(long ackId, List<JsonNode> args) {
        send(new SocketIoPacket.Ack(namespace, ackId, args));
    }

    /** Makes the client leave the namespace; its connection and its other namespaces stay. */
    void disconnect() {
        connection.loop().run(() -> connection.disconnect(this));
    }

    private void send(SocketIoPacket packet) {
        connection.loop().run(() -> {
            if (!ended) {
                connection.send(packet);
            }
        });
    }

    /** The client has joined. */
    void begin(NamespaceHandler.Member joined) {
        member = joined;
    }

    /** What the client is told to come back with after a break. */
    Optional<String> pid() {
        return member.pid();
    }

    /** The client leaves on purpose; {@link #end} follows. */
    void leave() {
        member.onLeave();
    }

    void onConnected() {
        member.onConnected();
    }

    /** An event or an acknowledgement of the client. */
    void receive(SocketIoPacket packet) {
        if (packet instanceof SocketIoPacket.Event event) {
            member.onEvent(event);
        } else if (packet instanceof SocketIoPacket.Ack ack) {
            acks.answer(ack.id(), ack.args());
        }
    }

    /** Called regularly, with the monotonic time in nanoseconds. */
    void tick(long now) {
        acks.expire(now);
        member.onTick();
    }

    void end() {
        ended = true;
        acks.cancel();
        member.onEnd();
    }
}
