package org.baraza.gateway.session;

import java.time.Duration;

import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.engineio.Handshake;
import org.baraza.gateway.engineio.HandshakeError;
import org.baraza.gateway.engineio.PacketType;
import org.baraza.gateway.engineio.ProtocolException;
import org.baraza.gateway.limit.TooManyFramesException;
import org.jboss.logging.Logger;

/**
 * An Engine.IO session: brings messages to the layer above and frames to the client, whatever carries them: a WebSocket from
 * the start, or long-polling that may move to one. Keeps the heartbeat. All of it runs on the event loop of the connection
 * that opened it.
 */
final class EngineSession {

    private static final Logger LOGGER = Logger.getLogger(EngineSession.class);

    /** A client that tries a WebSocket has to end its polling; it is let go after so long. */
    private static final Duration PROBED_POLL = Duration.ofMillis(100);

    private final String id;
    private final SessionLoop loop;
    private final EngineContext context;
    private final Above above;
    private final PollingInbox inbox;
    private final Heartbeat heartbeat;

    private SessionTransport transport;
    private Upgrade upgrade;
    private CloseReason closedFor;
    private boolean ended;
    private boolean unflushed;

    /** @param transport on which the session begins */
    EngineSession(String id, SessionTransport transport, SessionLoop loop, EngineContext context, Above above) {
        this.id = id;
        this.transport = transport;
        this.loop = loop;
        this.context = context;
        this.above = above;
        this.heartbeat = new Heartbeat(context.pingInterval(), context.pingTimeout());
        this.inbox = new PollingInbox(context, above::maxMessageBytes);
    }

    /** The layer above. What it throws ends the session. */
    interface Above {

        void onText(String message);

        void onBytes(byte[] message);

        /** How long a message of the client may be, in bytes; asked by any thread. */
        int maxMessageBytes();

        /** Called regularly, with the monotonic time in nanoseconds. */
        void onTick(long now);

        /** The session is over, once. */
        void onEnd();
    }

    /**
     * A WebSocket that a polling client tries.
     *
     * @param candidate takes over once the client says so
     * @param triedAt since when
     */
    private record Upgrade(WebSocketTransport candidate, long triedAt) {}

    String id() {
        return id;
    }

    SessionLoop loop() {
        return loop;
    }

    boolean isEnded() {
        return ended;
    }

    /** Begins with the terms. */
    void open(Handshake handshake) {
        loop.add(this);
        send(handshake.toPacket());
        heartbeat.begin(System.nanoTime());
    }

    /**
     * Writes a frame without flushing it. A client that is behind is not sent what is worth nothing later; one for whom too
     * much is waiting is closed.
     */
    void write(OutboundFrame frame) {
        if (ended) {
            return;
        }
        long waiting = transport.waitingBytes();
        if (frame.isEphemeral() && waiting > context.maxEphemeralBacklog()) {
            context.metrics().frameDropped();
            return;
        }
        if (waiting + frame.length() > context.maxOutboundBytes()) {
            close(CloseReason.SLOW_CONSUMER);
            return;
        }
        transport.write(frame);
        unflushed = true;
        context.metrics().framesOut(frame.parts().size());
    }

    /** Sends what was written since the last time, if anything was. */
    void flush() {
        if (unflushed && !ended) {
            unflushed = false;
            transport.flush();
        }
    }

    /** Writes one packet and flushes it. */
    void send(EngineIoPacket.Text packet) {
        write(OutboundFrame.of(packet.encode()));
        flush();
    }

    /** Closes the transport. */
    void close(CloseReason reason) {
        if (ended) {
            return;
        }
        LOGGER.debugf("closing, session: %s, reason: %s", id, reason.text());
        closedFor = reason;
        context.metrics().closed(reason);
        end();
        transport.close(reason);
    }

    /** Called regularly by the loop: pings when it is time, closes who is gone. */
    void tick(long now) {
        if (upgrade != null
                && now - upgrade.triedAt() > context.upgradeTimeout().toNanos()) {
            endUpgrade(CloseReason.CONNECT_TIMEOUT);
        }
        if (heartbeat.isMissed(now)) {
            close(CloseReason.PING_TIMEOUT);
        } else if (heartbeat.isDue(now)) {
            heartbeat.pinged(now);
            send(EngineIoPacket.Text.PING);
        }
        above.onTick(now);
    }

    /** A poll of the client: answered when there is something to tell. A second one at a time ends the session. */
    void poll(PollingExchange exchange) {
        tick(System.nanoTime());
        if (ended || !(transport instanceof PollingTransport polling)) {
            exchange.refuse(HandshakeError.BAD_REQUEST);
        } else if (polling.isPolled()) {
            exchange.refuse(HandshakeError.BAD_REQUEST);
            close(CloseReason.PROTOCOL_ERROR);
        } else {
            exchange.onLoss(() -> loop.run(() -> lost(polling)));
            polling.poll(exchange);
            if (upgrade != null) {
                loop.runAfter(PROBED_POLL, () -> polling.release(exchange));
            }
        }
    }

    /** What its answer held may be lost with a poll, and no client could tell: it comes back and asks for what it lacks. */
    private void lost(PollingTransport polling) {
        if (polling == transport) {
            end();
        }
    }

    /** Whether and how a body may be posted; from any thread. */
    PollingInbox inbox() {
        return inbox;
    }

    /** A body that is not taken: the second one at a time, one that is no text, or too long. The session ends. */
    void refusePush(PollingExchange exchange, CloseReason reason) {
        if (reason == CloseReason.MESSAGE_TOO_LARGE) {
            exchange.refuseAsTooLarge();
        } else {
            exchange.refuse(HandshakeError.BAD_REQUEST);
        }
        if (transport instanceof PollingTransport) {
            close(reason);
        }
    }

    /** A body that a polling client posted, answered when all of it is accepted. */
    void push(PollingExchange exchange, String payload) {
        if (ended || !(transport instanceof PollingTransport)) {
            exchange.refuse(HandshakeError.BAD_REQUEST);
            return;
        }
        handle(transport, () -> inbox.read(payload).forEach(this::accept));
        if (closedFor == null || closedFor == CloseReason.CLIENT_DISCONNECTED) {
            exchange.answer("ok");
        } else {
            exchange.refuse(HandshakeError.BAD_REQUEST);
        }
    }

    /** The client tries a WebSocket; it is turned away if the session is on one, or tries one, already. */
    void tryUpgrade(WebSocketTransport candidate) {
        if (!ended && transport instanceof PollingTransport && upgrade == null) {
            upgrade = new Upgrade(candidate, System.nanoTime());
        } else {
            candidate.close(CloseReason.PROTOCOL_ERROR);
        }
    }

    /** A text message of a WebSocket. */
    void received(WebSocketTransport from, String text) {
        if (!isInUse(from)) {
            return;
        }
        context.metrics().frameIn();
        handle(from, () -> {
            EngineIoPacket packet = EngineIoPacket.decode(text);
            if (from == transport) {
                accept(packet);
            } else {
                onProbe(packet);
            }
        });
    }

    /** A binary message of a WebSocket. */
    void received(WebSocketTransport from, byte[] bytes) {
        if (!isInUse(from)) {
            return;
        }
        context.metrics().frameIn();
        if (isTried(from)) {
            endUpgrade(CloseReason.UNSUPPORTED_DATA);
        } else {
            handle(from, () -> above.onBytes(bytes));
        }
    }

    /** A WebSocket was closed. */
    void closed(WebSocketTransport from) {
        if (from == transport) {
            end();
        } else if (isTried(from)) {
            endUpgrade(CloseReason.CLIENT_DISCONNECTED);
        }
    }

    /** A WebSocket failed. */
    void failed(WebSocketTransport from, Throwable failure) {
        LOGGER.debugf("transport failed, session: %s, cause: %s", id, failure);
        CloseReason.ofFailure(failure).ifPresent(reason -> close(from, reason));
    }

    /** Whatever a client sent by whatever transport: if it fails, the transport ends. */
    private void handle(SessionTransport from, Runnable action) {
        try {
            action.run();
        } catch (TooManyFramesException e) {
            close(from, CloseReason.TOO_MANY_FRAMES);
        } catch (ProtocolException e) {
            LOGGER.debugf("protocol violated, session: %s, violation: %s", id, e.violation());
            close(from, CloseReason.PROTOCOL_ERROR);
        } catch (RuntimeException e) {
            LOGGER.errorf(e, "what a client sent failed, session: %s", id);
            close(from, CloseReason.INTERNAL_ERROR);
        }
    }

    /** Closes the session, or only the WebSocket that it does not use yet. */
    private void close(SessionTransport from, CloseReason reason) {
        if (from == transport) {
            close(reason);
        } else if (isTried(from)) {
            endUpgrade(reason);
        }
    }

    private void accept(EngineIoPacket packet) {
        if (ended) {
            return;
        }
        if (packet instanceof EngineIoPacket.Binary binary) {
            above.onBytes(binary.data());
        } else if (packet.type() == PacketType.PONG) {
            heartbeat.ponged();
        } else if (packet.type() == PacketType.CLOSE) {
            close(CloseReason.CLIENT_DISCONNECTED);
        } else if (packet instanceof EngineIoPacket.Text message && message.type() == PacketType.MESSAGE) {
            above.onText(message.data());
        } else {
            close(CloseReason.PROTOCOL_ERROR);
        }
    }

    private boolean isInUse(SessionTransport from) {
        return !ended && (from == transport || isTried(from));
    }

    private boolean isTried(SessionTransport from) {
        return upgrade != null && upgrade.candidate() == from;
    }

    private void onProbe(EngineIoPacket packet) {
        PollingTransport polling = (PollingTransport) transport;
        WebSocketTransport candidate = upgrade.candidate();
        if (packet instanceof EngineIoPacket.Text probe && probe.isProbe()) {
            candidate.write(OutboundFrame.of(EngineIoPacket.Text.PROBE_ANSWER.encode()));
            candidate.flush();
            polling.release();
        } else if (packet.type() == PacketType.UPGRADE) {
            upgrade = null;
            transport = candidate;
            polling.moveTo(candidate::write);
            candidate.flush();
        } else {
            endUpgrade(CloseReason.PROTOCOL_ERROR);
        }
    }

    private void endUpgrade(CloseReason reason) {
        if (upgrade == null) {
            return;
        }
        WebSocketTransport candidate = upgrade.candidate();
        upgrade = null;
        candidate.close(reason);
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        loop.remove(this);
        endUpgrade(CloseReason.CLIENT_DISCONNECTED);
        above.onEnd();
    }
}
