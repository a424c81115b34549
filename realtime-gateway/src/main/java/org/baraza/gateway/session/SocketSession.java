package org.baraza.gateway.session;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.engineio.HandshakeError;
import org.baraza.gateway.engineio.PacketType;
import org.baraza.gateway.engineio.ProtocolException;
import org.baraza.gateway.socketio.AttachmentAssembler;
import org.baraza.gateway.socketio.SocketIoDecoder;
import org.baraza.gateway.socketio.SocketIoEncoder;
import org.baraza.gateway.socketio.SocketIoLimits;
import org.baraza.gateway.socketio.SocketIoPacket;
import org.jboss.logging.Logger;

/**
 * One client's session, whatever carries it: a WebSocket from the start, or long-polling that may move to one. All of it runs
 * on the event loop of the connection that opened it, but for {@link #joined}, {@link #identity} and {@link #id}, which any
 * thread may ask.
 */
public final class SocketSession {

    private static final Logger LOGGER = Logger.getLogger(SocketSession.class);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    private final String id;
    private final SessionContext context;
    private final SessionLoop loop;
    private final SocketIoDecoder decoder;
    private final AttachmentAssembler attachments;
    private final Set<String> joined = new LinkedHashSet<>();
    private final long openedAt;
    private volatile SessionState state = new SessionState.Opened();
    private SessionTransport transport;
    private Upgrade upgrade;
    private CloseReason closedFor;
    private long pingedAt;
    private boolean pongAwaited;

    /** @param transport on which the session begins */
    SocketSession(
            String id, SessionTransport transport, SessionLoop loop, SessionContext context, SocketIoLimits limits) {
        this.id = id;
        this.transport = transport;
        this.loop = loop;
        this.context = context;
        this.decoder = new SocketIoDecoder(limits);
        this.attachments = new AttachmentAssembler(limits);
        this.openedAt = System.nanoTime();
        this.pingedAt = openedAt;
    }

    /**
     * A WebSocket that a polling client tries.
     *
     * @param candidate takes over once the client says so
     * @param triedAt since when
     */
    private record Upgrade(WebSocketTransport candidate, long triedAt) {}

    void open(EngineIoPacket.Text handshake) {
        loop.add(this);
        send(handshake.encode());
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
    public SessionLoop loop() {
        return loop;
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

    /** Writes a frame without flushing it; a client for whom too much is waiting is closed instead. */
    void write(OutboundFrame frame) {
        if (state instanceof SessionState.Closed) {
            return;
        }
        if (transport.waitingBytes() + frame.length() > context.config().maxOutboundBytes()) {
            close(CloseReason.SLOW_CONSUMER);
            return;
        }
        transport.write(frame);
        context.metrics().frameOut();
    }

    void flush() {
        if (!(state instanceof SessionState.Closed)) {
            transport.flush();
        }
    }

    private void send(String text) {
        write(OutboundFrame.of(text));
        flush();
    }

    /** Closes the transport, never with a Socket.IO DISCONNECT: that would make clients come back without a pause. */
    public void close(CloseReason reason) {
        if (state instanceof SessionState.Closed) {
            return;
        }
        LOGGER.debugf("closing, session: %s, reason: %s", id, reason.text());
        closedFor = reason;
        context.metrics().closed(reason);
        ended();
        transport.close(reason);
    }

    /** Called once a second by the loop: pings when it is time, closes who is gone or never came. */
    void tick(long now) {
        SessionContext.Timing timing = context.timing();
        if (upgrade != null && now - upgrade.triedAt() > timing.connectTimeoutNanos()) {
            endUpgrade(CloseReason.CONNECT_TIMEOUT);
        }
        if (pongAwaited && now - pingedAt > timing.pingTimeoutNanos()) {
            close(CloseReason.PING_TIMEOUT);
        } else if (state instanceof SessionState.Opened && now - openedAt > timing.connectTimeoutNanos()) {
            close(CloseReason.CONNECT_TIMEOUT);
        } else if (!pongAwaited && now - pingedAt > timing.pingIntervalNanos()) {
            pingedAt = now;
            pongAwaited = true;
            send(EngineIoPacket.Text.PING.encode());
        }
    }

    /** A poll of the client: answered when there is something to tell. A second one at a time ends the session. */
    void poll(PollingExchange exchange) {
        if (!(transport instanceof PollingTransport polling) || state instanceof SessionState.Closed) {
            exchange.refuse(HandshakeError.BAD_REQUEST);
        } else if (polling.isPolled()) {
            exchange.refuse(HandshakeError.BAD_REQUEST);
            close(CloseReason.PROTOCOL_ERROR);
        } else {
            exchange.onLoss(() -> loop.run(() -> lost(polling, exchange)));
            polling.poll(exchange);
        }
    }

    /** A body that a polling client posted, answered when all of it is accepted. */
    void push(PollingExchange exchange, String payload) {
        if (!(transport instanceof PollingTransport) || state instanceof SessionState.Closed) {
            exchange.refuse(HandshakeError.BAD_REQUEST);
            return;
        }
        try {
            for (EngineIoPacket packet : context.payloads().decode(payload)) {
                context.metrics().frameIn();
                accept(packet);
            }
        } catch (ProtocolException e) {
            LOGGER.debugf("protocol violated, session: %s, violation: %s", id, e.violation());
            close(CloseReason.PROTOCOL_ERROR);
        }
        if (closedFor == null || closedFor == CloseReason.CLIENT_DISCONNECTED) {
            exchange.answer("ok");
        } else {
            exchange.refuse(HandshakeError.BAD_REQUEST);
        }
    }

    /** A body that is longer than the client was told it may be. */
    void pushTooLarge(PollingExchange exchange) {
        exchange.refuseAsTooLarge();
        close(CloseReason.MESSAGE_TOO_LARGE);
    }

    private void lost(PollingTransport polling, PollingExchange exchange) {
        if (polling.isPolledBy(exchange)) {
            ended();
        }
    }

    /** The client tries a WebSocket; it is turned away if the session is on one, or tries one, already. */
    void tryUpgrade(WebSocketTransport candidate) {
        if (transport instanceof PollingTransport && upgrade == null && !(state instanceof SessionState.Closed)) {
            upgrade = new Upgrade(candidate, System.nanoTime());
        } else {
            candidate.close(CloseReason.PROTOCOL_ERROR);
        }
    }

    private boolean isTried(SessionTransport from) {
        return upgrade != null && upgrade.candidate() == from;
    }

    private void onProbe(String text) {
        EngineIoPacket packet = EngineIoPacket.decode(text);
        PollingTransport polling = (PollingTransport) transport;
        if (packet instanceof EngineIoPacket.Text probe && probe.isProbe()) {
            upgrade.candidate().write(OutboundFrame.of(EngineIoPacket.Text.PROBE_ANSWER.encode()));
            upgrade.candidate().flush();
            polling.probe();
        } else if (packet.type() == PacketType.UPGRADE) {
            transport = upgrade.candidate();
            upgrade = null;
            polling.moveTo(transport::write);
            transport.flush();
        } else {
            endUpgrade(CloseReason.PROTOCOL_ERROR);
        }
    }

    private void endUpgrade(CloseReason reason) {
        if (upgrade != null) {
            WebSocketTransport candidate = upgrade.candidate();
            upgrade = null;
            candidate.close(reason);
            if (transport instanceof PollingTransport polling) {
                polling.endProbe();
            }
        }
    }

    /** A text message of a WebSocket. */
    void received(WebSocketTransport from, String text) {
        if (from != transport && !isTried(from)) {
            return;
        }
        context.metrics().frameIn();
        try {
            if (from == transport) {
                accept(EngineIoPacket.decode(text));
            } else {
                onProbe(text);
            }
        } catch (ProtocolException e) {
            violated(from, e);
        }
    }

    /** A binary message of a WebSocket. */
    void received(WebSocketTransport from, byte[] bytes) {
        if (from == transport) {
            context.metrics().frameIn();
            try {
                onBytes(bytes);
            } catch (ProtocolException e) {
                violated(from, e);
            }
        } else if (isTried(from)) {
            endUpgrade(CloseReason.UNSUPPORTED_DATA);
        }
    }

    /** A WebSocket was closed. */
    void closed(WebSocketTransport from) {
        if (from == transport) {
            ended();
        } else if (isTried(from)) {
            endUpgrade(CloseReason.CLIENT_DISCONNECTED);
        }
    }

    /** A WebSocket failed. */
    void failed(WebSocketTransport from, Throwable failure) {
        LOGGER.debugf("transport failed, session: %s, cause: %s", id, failure);
        if (failure instanceof CorruptedWebSocketFrameException frame) {
            boolean tooLarge = WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(frame.closeStatus());
            end(from, tooLarge ? CloseReason.MESSAGE_TOO_LARGE : CloseReason.PROTOCOL_ERROR);
        } else if (failure instanceof IllegalStateException) {
            // a message that has grown too large frame by frame; it would be passed over and its last frames taken for
            // another
            end(from, CloseReason.MESSAGE_TOO_LARGE);
        }
    }

    private void violated(WebSocketTransport from, ProtocolException e) {
        LOGGER.debugf("protocol violated, session: %s, violation: %s", id, e.violation());
        end(from, CloseReason.PROTOCOL_ERROR);
    }

    /** Closes the session, or only the WebSocket that it does not use yet. */
    private void end(WebSocketTransport from, CloseReason reason) {
        if (from == transport) {
            close(reason);
        } else if (isTried(from)) {
            endUpgrade(reason);
        }
    }

    private void accept(EngineIoPacket packet) {
        if (state instanceof SessionState.Closed) {
            return;
        }
        if (packet instanceof EngineIoPacket.Binary binary) {
            onBytes(binary.data());
        } else if (packet.type() == PacketType.PONG) {
            pongAwaited = false;
        } else if (packet.type() == PacketType.CLOSE) {
            close(CloseReason.CLIENT_DISCONNECTED);
        } else if (packet instanceof EngineIoPacket.Text message && message.type() == PacketType.MESSAGE) {
            attachments.accept(decoder.decode(message.data())).ifPresent(this::onPacket);
        } else {
            close(CloseReason.PROTOCOL_ERROR);
        }
    }

    private void onBytes(byte[] bytes) {
        if (!attachments.isAwaiting()) {
            close(CloseReason.UNSUPPORTED_DATA);
            return;
        }
        attachments.accept(bytes).ifPresent(this::onPacket);
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
        send(EngineIoPacket.Text.message(SocketIoEncoder.encode(packet).text()).encode());
    }

    private void ended() {
        SessionState before = state;
        if (before instanceof SessionState.Closed) {
            return;
        }
        state = new SessionState.Closed();
        loop.remove(this);
        endUpgrade(CloseReason.CLIENT_DISCONNECTED);
        context.listener()
                .ended(this, before instanceof SessionState.Connected c ? Optional.of(c.identity()) : Optional.empty());
    }

    @Override
    public String toString() {
        return "SocketSession[" + id + "]";
    }
}
