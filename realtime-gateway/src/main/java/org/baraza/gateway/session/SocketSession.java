package org.baraza.gateway.session;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.socketio.AttachmentAssembler;
import org.baraza.gateway.socketio.SocketIoDecoder;
import org.baraza.gateway.socketio.SocketIoEncoder;
import org.baraza.gateway.socketio.SocketIoLimits;
import org.baraza.gateway.socketio.SocketIoPacket;
import org.jboss.logging.Logger;

/**
 * One client's Socket.IO connection: CONNECT, events and acknowledgements, over an {@link EngineSession}. All of it runs on
 * that session's event loop, but for {@link #joined}, {@link #identity} and {@link #id}, which any thread may ask.
 */
public final class SocketSession {

    private static final Logger LOGGER = Logger.getLogger(SocketSession.class);
    /** Twice the longest token. */
    private static final int BYTES_BEFORE_CONNECT = 32_768;

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    private final String id;
    private final EngineSession engine;
    private final SessionContext context;
    private final SocketIoDecoder decoder;
    private final AttachmentAssembler attachments;
    private final Set<String> joined = new LinkedHashSet<>();
    private final long openedAt = System.nanoTime();
    private volatile SessionState state = new SessionState.Opened();

    /** @param transport on which the session begins */
    SocketSession(
            String id,
            SessionTransport transport,
            SessionLoop loop,
            EngineContext engine,
            SessionContext context,
            SocketIoLimits limits) {
        this.id = id;
        this.engine = new EngineSession(id, transport, loop, engine, new FromEngine());
        this.context = context;
        this.decoder = new SocketIoDecoder(limits);
        this.attachments = new AttachmentAssembler(limits);
    }

    private final class FromEngine implements EngineSession.Above {

        @Override
        public void onText(String message) {
            attachments.accept(decoder.decode(message)).ifPresent(SocketSession.this::onPacket);
        }

        @Override
        public void onBytes(byte[] message) {
            if (attachments.isAwaiting()) {
                attachments.accept(message).ifPresent(SocketSession.this::onPacket);
            } else {
                close(CloseReason.UNSUPPORTED_DATA);
            }
        }

        @Override
        public int maxMessageBytes() {
            int most = context.config().maxMessageBytes();
            return state instanceof SessionState.Connected ? most : Math.min(most, BYTES_BEFORE_CONNECT);
        }

        @Override
        public void onTick(long now) {
            long connectTimeout = context.config().connectTimeout().toNanos();
            if (state instanceof SessionState.Opened && now - openedAt > connectTimeout) {
                close(CloseReason.CONNECT_TIMEOUT);
            }
        }

        @Override
        public void onEnd() {
            Optional<Identity> who = identity();
            state = new SessionState.Closed();
            context.listener().ended(SocketSession.this, who);
        }
    }

    /** What carries this connection. */
    EngineSession engine() {
        return engine;
    }

    /** The Engine.IO session id. */
    public String id() {
        return id;
    }

    /** Who is connected, if somebody is. */
    public Optional<Identity> identity() {
        return state instanceof SessionState.Connected connected ? Optional.of(connected.identity()) : Optional.empty();
    }

    /** The loop that everything of this session runs on. */
    SessionLoop loop() {
        return engine.loop();
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
            engine.write(frame);
            engine.flush();
        });
    }

    /** Closes the transport, never with a Socket.IO DISCONNECT: that would make clients come back without a pause. */
    public void close(CloseReason reason) {
        engine.close(reason);
    }

    private void onPacket(SocketIoPacket packet) {
        if (packet instanceof SocketIoPacket.Connect connect) {
            onConnect(connect);
        } else if (packet instanceof SocketIoPacket.Disconnect) {
            close(CloseReason.CLIENT_DISCONNECTED);
        } else if (packet instanceof SocketIoPacket.Ack && state instanceof SessionState.Connected) {
            LOGGER.debugf("acknowledgement of nothing ignored, session: %s", id);
        } else if (packet instanceof SocketIoPacket.Event event
                && state instanceof SessionState.Connected connected
                && event.namespace().equals(SocketIoPacket.MAIN_NAMESPACE)) {
            context.events().dispatch(this, connected.identity(), event);
        } else {
            close(CloseReason.PROTOCOL_ERROR);
        }
    }

    private void onConnect(SocketIoPacket.Connect connect) {
        if (!connect.namespace().equals(SocketIoPacket.MAIN_NAMESPACE)) {
            refuse(connect.namespace(), BAD_REQUEST, "INVALID_NAMESPACE", "Invalid namespace");
            return;
        }
        if (!(state instanceof SessionState.Opened opened)) {
            close(CloseReason.PROTOCOL_ERROR);
            return;
        }
        try {
            Identity identity = context.authenticator().authenticate(connect.data());
            state = opened.toConnected(identity, context.ids().next());
        } catch (ConnectRefusedException e) {
            context.metrics().refused();
            refuse(connect.namespace(), UNAUTHORIZED, e.code(), e.getMessage());
            return;
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("sid", ((SessionState.Connected) state).socketId());
        // entered first, so that nothing is missed; what is delivered from now on comes in later tasks of this loop
        context.listener().connected(this, identity().orElseThrow());
        sendPacket(new SocketIoPacket.Connect(SocketIoPacket.MAIN_NAMESPACE, Optional.of(data)));
    }

    private void refuse(String namespace, int statusCode, String code, String message) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("message", message);
        data.putObject("data").put("code", code).put("statusCode", statusCode);
        sendPacket(new SocketIoPacket.ConnectError(namespace, data));
    }

    private void sendPacket(SocketIoPacket packet) {
        engine.send(EngineIoPacket.Text.message(SocketIoEncoder.encode(packet).text()));
    }

    @Override
    public String toString() {
        return "SocketSession[" + id + "]";
    }
}
