package org.baraza.gateway.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.engineio.HandshakeRequest;
import org.baraza.gateway.engineio.SessionIdGenerator;

/** Our Engine.IO with nothing above it but an echo of every message. */
final class EngineIoEcho implements EngineServer.Application {

    /** The message that is not echoed: whoever is above fails. */
    static final String FAIL = "fail";

    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final EngineContext context;
    private final EchoLoops loops;
    private final SessionIdGenerator ids;

    EngineIoEcho(EngineContext context, EchoLoops loops, SessionIdGenerator ids) {
        this.context = context;
        this.loops = loops;
        this.ids = ids;
    }

    @Override
    public Optional<HandshakeRefusal> refusal(HttpServerRequest request) {
        return Optional.empty();
    }

    @Override
    public EngineSession open(SessionTransport transport, EventLoop eventLoop, HttpServerRequest request) {
        Echo echo = new Echo(ids.next());
        echo.session = new EngineSession(echo.id, transport, loops.of(eventLoop), context, echo);
        sessions.put(echo.id, echo.session);
        return echo.session;
    }

    @Override
    public Optional<EngineSession> find(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId));
    }

    @Override
    public void answerForAnother(RoutingContext routing, HandshakeRequest.Continuing request, Runnable unknown) {
        unknown.run();
    }

    private final class Echo implements EngineSession.Above {

        private final String id;
        private EngineSession session;

        Echo(String id) {
            this.id = id;
        }

        @Override
        public void onText(String message) {
            if (message.equals(FAIL)) {
                throw new IllegalStateException("asked to fail");
            }
            session.send(EngineIoPacket.Text.message(message));
        }

        @Override
        public void onBytes(byte[] message) {
            session.write(OutboundFrame.of(message));
            session.flush();
        }

        @Override
        public int maxMessageBytes() {
            return context.maxMessageBytes();
        }

        @Override
        public void onTick(long now) {}

        @Override
        public void onEnd() {
            sessions.remove(id);
        }
    }
}
