package org.baraza.gateway.session;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.engineio.HandshakeRequest;
import org.baraza.gateway.engineio.SessionIdGenerator;

/** Our Engine.IO with nothing above it but an echo. */
final class EchoServer implements EngineServer.Application, AutoCloseable {

    /** The message that is not echoed: whoever is above fails. */
    static final String FAIL = "fail";

    static final int MAX_PAYLOAD = 1_000_000;

    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration UPGRADE_TIMEOUT = Duration.ofSeconds(10);

    private final SessionIdGenerator ids = new SessionIdGenerator(new SecureRandom());
    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final Map<EventLoop, SessionLoop> loops = new ConcurrentHashMap<>();
    private final EngineContext context;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    EchoServer(Duration pingInterval, Duration pingTimeout) {
        this.context = new EngineContext(
                pingInterval,
                pingTimeout,
                UPGRADE_TIMEOUT,
                MAX_PAYLOAD,
                MAX_PAYLOAD,
                new SessionMetrics(new SimpleMeterRegistry()));
        Router router = Router.router(vertx);
        router.route("/engine.io/").handler(new EngineServer(context, this)::handle);
        this.server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    URI address(String scheme, String query) {
        return URI.create(scheme + "://127.0.0.1:" + server.actualPort() + "/engine.io/?" + query);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public EngineSession open(SessionTransport transport, EventLoop eventLoop) {
        Echo echo = new Echo(ids.next());
        SessionLoop loop = loops.computeIfAbsent(eventLoop, one -> new SessionLoop(one, TICK));
        echo.session = new EngineSession(echo.id, transport, loop, context, echo);
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

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
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
            return MAX_PAYLOAD;
        }

        @Override
        public void onTick(long now) {}

        @Override
        public void onEnd() {
            sessions.remove(id);
        }
    }
}
