package org.baraza.gateway.session;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.limit.FrameRate;
import org.baraza.gateway.limit.TokenBucket;
import org.baraza.gateway.socketio.AttachmentAssembler;
import org.baraza.gateway.socketio.EncodedPacket;
import org.baraza.gateway.socketio.SocketIoEncoder;
import org.baraza.gateway.socketio.SocketIoPacket;
import org.jboss.logging.Logger;

/**
 * One client's Socket.IO connection: the namespaces that it has joined, over one {@link EngineSession}. All of it runs on
 * that session's event loop, but for {@link #id}, {@link #loop} and {@link #maxMessageBytes}.
 */
final class SocketConnection implements EngineSession.Above {

    private static final Logger LOGGER = Logger.getLogger(SocketConnection.class);

    /** Twice the longest token. */
    private static final int BYTES_BEFORE_CONNECT = 32_768;

    private final String id;
    private final EngineSession engine;
    private final ConnectionContext context;
    private final int maxMessageBytes;
    private final AttachmentAssembler attachments;
    private final Map<String, NamespaceSocket> sockets = new LinkedHashMap<>(2);
    private final Set<String> joining = new HashSet<>(2);
    private long vacantSince = System.nanoTime();
    /** What may be sent to its namespaces, one after the other or together; made when the first event comes. */
    private TokenBucket events;

    private volatile boolean occupied;

    /** @param transport on which the connection begins */
    SocketConnection(
            String id, SessionTransport transport, SessionLoop loop, EngineContext engine, ConnectionContext context) {
        this.id = id;
        this.engine = new EngineSession(id, transport, loop, engine, this);
        this.context = context;
        this.maxMessageBytes = engine.maxMessageBytes();
        this.attachments = context.decoder().newAssembler();
    }

    /** The Engine.IO session id. */
    String id() {
        return id;
    }

    /** What carries this connection. */
    EngineSession engine() {
        return engine;
    }

    /** The loop that everything of this connection runs on. */
    SessionLoop loop() {
        return engine.loop();
    }

    /** Closes the transport, never with a Socket.IO DISCONNECT: clients come back from that at once, or never. */
    void close(CloseReason reason) {
        engine.close(reason);
    }

    /** Takes one from the events that may come on it. @return whether there was one left */
    boolean takeEvent(FrameRate rate) {
        if (events == null) {
            events = rate.bucket();
        }
        return events.take(System.nanoTime());
    }

    /** Closes the connection for others' sake, if it is in no namespace. */
    void giveWay() {
        if (sockets.isEmpty()) {
            close(CloseReason.CONNECT_TIMEOUT);
        }
    }

    @Override
    public void onText(String message) {
        SocketIoPacket packet = context.decoder().decode(message);
        if (isAllowed(packet)) {
            attachments.accept(packet).ifPresent(this::onPacket);
        } else {
            close(CloseReason.PROTOCOL_ERROR);
        }
    }

    /** Only who has joined a namespace may send to it, and only who has not may join it; asked before anything is kept. */
    private boolean isAllowed(SocketIoPacket packet) {
        boolean joined = sockets.containsKey(packet.namespace());
        return packet instanceof SocketIoPacket.Connect
                ? !joined && !joining.contains(packet.namespace())
                : joined && !(packet instanceof SocketIoPacket.ConnectError);
    }

    @Override
    public void onBytes(byte[] message) {
        if (attachments.isAwaiting()) {
            attachments.accept(message).ifPresent(this::onPacket);
        } else {
            close(CloseReason.UNSUPPORTED_DATA);
        }
    }

    @Override
    public int maxMessageBytes() {
        return occupied ? maxMessageBytes : Math.min(maxMessageBytes, BYTES_BEFORE_CONNECT);
    }

    @Override
    public void onTick(long now) {
        if (sockets.isEmpty()) {
            if (now - vacantSince > context.connectTimeout().toNanos()) {
                close(CloseReason.CONNECT_TIMEOUT);
            }
            return;
        }
        List.copyOf(sockets.values()).forEach(socket -> socket.tick(now));
    }

    @Override
    public void onEnd() {
        List<NamespaceSocket> left = List.copyOf(sockets.values());
        sockets.clear();
        occupied = false;
        left.forEach(NamespaceSocket::end);
        context.listener().ended(this);
    }

    private void onPacket(SocketIoPacket packet) {
        NamespaceSocket socket = sockets.get(packet.namespace());
        if (packet instanceof SocketIoPacket.Connect connect) {
            onConnect(connect);
        } else if (socket == null) {
            // left since its packet began, before the last attachment came
            return;
        } else if (packet instanceof SocketIoPacket.Disconnect) {
            leave(socket);
        } else {
            socket.receive(packet);
        }
    }

    private void onConnect(SocketIoPacket.Connect connect) {
        String namespace = connect.namespace();
        NamespaceHandler handler = context.namespaces().get(namespace);
        if (handler == null) {
            refuse(namespace, "Invalid namespace", Optional.empty());
            return;
        }
        NamespaceSocket socket = new NamespaceSocket(context.ids().next(), namespace, this);
        joining.add(namespace);
        handler.enter(socket, connect.data())
                .whenComplete((member, failure) -> loop().run(() -> entered(socket, member, failure)));
    }

    /** @param member null if there is a failure */
    private void entered(NamespaceSocket socket, NamespaceHandler.Member member, Throwable failure) {
        joining.remove(socket.namespace());
        if (failure != null) {
            refuse(socket.namespace(), failure instanceof CompletionException ? failure.getCause() : failure);
            return;
        }
        socket.begin(member);
        if (engine.isEnded()) {
            // gone meanwhile, or closed by somebody who heard of it
            socket.end();
            return;
        }
        sockets.put(socket.namespace(), socket);
        if (!occupied) {
            occupied = true;
            context.listener().occupied(this);
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("sid", socket.id());
        socket.pid().ifPresent(pid -> data.put("pid", pid));
        send(new SocketIoPacket.Connect(socket.namespace(), Optional.of(data)));
        if (socket.isConnected()) {
            socket.onConnected();
        }
    }

    private void refuse(String namespace, Throwable failure) {
        if (failure instanceof ConnectRefusedException refusal) {
            refuse(namespace, refusal.getMessage(), refusal.data());
        } else if (failure instanceof NoPlaceException full) {
            close(full.closeReason());
        } else {
            LOGGER.errorf(failure, "a CONNECT failed, session: %s", id);
            close(CloseReason.INTERNAL_ERROR);
        }
    }

    private void refuse(String namespace, String message, Optional<ObjectNode> details) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("message", message);
        details.ifPresent(given -> data.set("data", given));
        send(new SocketIoPacket.ConnectError(namespace, data));
    }

    /** Makes the client leave a namespace, and tells it. */
    void disconnect(NamespaceSocket socket) {
        if (socket.isConnected()) {
            send(new SocketIoPacket.Disconnect(socket.namespace()));
            leave(socket);
        }
    }

    private void leave(NamespaceSocket socket) {
        if (!sockets.remove(socket.namespace(), socket)) {
            return;
        }
        socket.leave();
        socket.end();
        if (sockets.isEmpty()) {
            occupied = false;
            vacantSince = System.nanoTime();
            context.listener().vacated(this);
        }
    }

    /** Writes a packet with its attachments, and flushes. */
    void send(SocketIoPacket packet) {
        EncodedPacket encoded = SocketIoEncoder.encode(packet);
        engine.write(
                OutboundFrame.of(EngineIoPacket.Text.message(encoded.text()).encode()));
        encoded.attachments().forEach(bytes -> engine.write(OutboundFrame.of(bytes)));
        engine.flush();
    }

    @Override
    public String toString() {
        return "SocketConnection[" + id + "]";
    }
}
