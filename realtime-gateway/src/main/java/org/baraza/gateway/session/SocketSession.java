package org.baraza.gateway.session;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.http.ServerWebSocket;
import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.engineio.PacketType;
import org.baraza.gateway.engineio.ProtocolException;
import org.baraza.gateway.socketio.AttachmentAssembler;
import org.baraza.gateway.socketio.SocketIoDecoder;
import org.baraza.gateway.socketio.SocketIoEncoder;
import org.baraza.gateway.socketio.SocketIoLimits;
import org.baraza.gateway.socketio.SocketIoPacket;
import org.jboss.logging.Logger;

/**
 * One client's connection. All of it runs on the event loop of its channel, but for {@link #joined}, {@link #identity} and
 * {@link #id}, which any thread may ask.
 */
public final class SocketSession {

    private static final Logger LOGGER = Logger.getLogger(SocketSession.class);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    private final String id;
    private final ServerWebSocket webSocket;
    private final Channel channel;
    private final SessionContext context;
    private final SessionLoop loop;
    private final SocketIoDecoder decoder;
    private final AttachmentAssembler attachments;
    private final Set<String> joined = new LinkedHashSet<>();
    private final long openedAt;
    private volatile SessionState state = new SessionState.Opened();
    private long pingedAt;
    private boolean pongAwaited;

    SocketSession(
            String id,
            ServerWebSocket webSocket,
            Channel channel,
            SessionLoop loop,
            SessionContext context,
            SocketIoLimits limits) {
        this.id = id;
        this.webSocket = webSocket;
        this.channel = channel;
        this.loop = loop;
        this.context = context;
        this.decoder = new SocketIoDecoder(limits);
        this.attachments = new AttachmentAssembler(limits);
        this.openedAt = System.nanoTime();
        this.pingedAt = openedAt;
    }

    void open(EngineIoPacket.Text handshake) {
        webSocket.textMessageHandler(text -> received(() -> onText(text)));
        webSocket.binaryMessageHandler(bytes -> received(() -> onBytes(bytes.getBytes())));
        webSocket.closeHandler(closed -> ended());
        webSocket.exceptionHandler(this::failed);
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
        long waiting = channel.unsafe().outboundBuffer() == null
                ? 0
                : channel.unsafe().outboundBuffer().totalPendingWriteBytes();
        if (waiting + frame.length() > context.config().maxOutboundBytes()) {
            close(CloseReason.SLOW_CONSUMER);
            return;
        }
        channel.write(frame.forOneRecipient(), channel.voidPromise());
        context.metrics().frameOut();
    }

    void flush() {
        channel.flush();
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
        context.metrics().closed(reason);
        ended();
        if (reason == CloseReason.SLOW_CONSUMER) {
            // a close frame would wait behind all that the client does not read
            channel.close();
        } else {
            webSocket.close(reason.code(), reason.text());
        }
    }

    /** Called once a second by the loop: pings when it is time, closes who is gone or never came. */
    void tick(long now) {
        SessionContext.Timing timing = context.timing();
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

    private void failed(Throwable failure) {
        LOGGER.debugf("transport failed, session: %s, cause: %s", id, failure);
        if (failure instanceof CorruptedWebSocketFrameException frame) {
            boolean tooLarge = WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(frame.closeStatus());
            close(tooLarge ? CloseReason.MESSAGE_TOO_LARGE : CloseReason.PROTOCOL_ERROR);
        } else if (failure instanceof IllegalStateException) {
            // a message that has grown too large frame by frame; it would be passed over and its last frames taken for
            // another
            close(CloseReason.MESSAGE_TOO_LARGE);
        }
    }

    private void received(Runnable action) {
        context.metrics().frameIn();
        try {
            action.run();
        } catch (ProtocolException e) {
            LOGGER.debugf("protocol violated, session: %s, violation: %s", id, e.violation());
            close(CloseReason.PROTOCOL_ERROR);
        }
    }

    private void onText(String text) {
        EngineIoPacket packet = EngineIoPacket.decode(text);
        if (packet.type() == PacketType.PONG) {
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
        context.listener()
                .ended(this, before instanceof SessionState.Connected c ? Optional.of(c.identity()) : Optional.empty());
    }

    @Override
    public String toString() {
        return "SocketSession[" + id + "]";
    }
}
