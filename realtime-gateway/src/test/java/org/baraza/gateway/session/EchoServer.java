package org.baraza.gateway.session;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.CorsHandler;
import org.baraza.gateway.engineio.SessionIdGenerator;
import org.baraza.gateway.limit.FrameRate;
import org.baraza.gateway.socketio.SocketIoLimits;

/**
 * The applications that the official protocol suites expect, on the gateway's own sessions and without anything else of the
 * platform: {@code /engine.io/} echoes every message, {@code /socket.io/} has two {@link EchoNamespace}s.
 */
final class EchoServer implements AutoCloseable {

    static final int MAX_PAYLOAD = 1_000_000;

    static final int MAX_OUTBOUND = 4_000_000;
    static final int MAX_EPHEMERAL_BACKLOG = 65_536;
    static final FrameRate FRAME_RATE = new FrameRate(100, 500);

    /** Longer than HTTP clients keep a connection: who uses one again that is about to be closed would see an error. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);

    private static final Duration UPGRADE_TIMEOUT = Duration.ofSeconds(10);

    /**
     * The suites listen for one message at a time and miss a second one that their WebSocket hands over in the same turn, as it
     * does with all that one read brings. This leaves as much time before the next ping, or the end, as it takes.
     */
    private static final Duration PAUSE_OF_THE_SUITES = Duration.ofMillis(75);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServer> servers = new ArrayList<>();

    /**
     * What a server can be told.
     *
     * @param pingInterval from one ping to the next
     * @param pingTimeout how long a client may take to answer one
     * @param connectTimeout how long a client may be in no namespace
     * @param namespaces what it can connect to
     * @param idleTimeout how long a connection may be without anything
     */
    record Settings(
            Duration pingInterval,
            Duration pingTimeout,
            Duration connectTimeout,
            Map<String, NamespaceHandler> namespaces,
            Duration idleTimeout,
            SessionIdGenerator ids,
            SocketIoLimits limits) {

        private static final Map<String, NamespaceHandler> ECHOES = echoes(Duration.ZERO);

        private static Map<String, NamespaceHandler> echoes(Duration pause) {
            return Map.of("/", new EchoNamespace(pause), "/custom", new EchoNamespace(pause));
        }

        Settings(Duration pingInterval, Duration pingTimeout, Duration connectTimeout) {
            this(pingInterval, pingTimeout, connectTimeout, ECHOES);
        }

        Settings(
                Duration pingInterval,
                Duration pingTimeout,
                Duration connectTimeout,
                Map<String, NamespaceHandler> namespaces) {
            this(
                    pingInterval,
                    pingTimeout,
                    connectTimeout,
                    namespaces,
                    IDLE_TIMEOUT,
                    new SessionIdGenerator(new SecureRandom()),
                    SocketIoLimits.upTo(MAX_PAYLOAD));
        }

        Settings withIdleTimeout(Duration shorter) {
            return new Settings(pingInterval, pingTimeout, connectTimeout, namespaces, shorter, ids, limits);
        }

        /** The values that the official suites expect. */
        static Settings ofTheSuites() {
            return new Settings(
                    Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofSeconds(1), echoes(PAUSE_OF_THE_SUITES));
        }

        /** Times that no test has to be quick for. */
        static Settings unhurried() {
            return new Settings(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
        }

        EngineContext engine(MeterRegistry registry) {
            return new EngineContext(
                    pingInterval,
                    pingTimeout,
                    UPGRADE_TIMEOUT,
                    MAX_PAYLOAD,
                    MAX_OUTBOUND,
                    MAX_EPHEMERAL_BACKLOG,
                    idleTimeout,
                    FRAME_RATE,
                    new SessionMetrics(registry));
        }
    }

    /**
     * Starts a server on every address of {@code localhost}.
     *
     * @param port 0 for a free one of the first address, and that one alone
     */
    EchoServer(Settings settings, int port) {
        EchoLoops loops = new EchoLoops(SessionLoop.tickLengthFor(settings.pingInterval(), settings.pingTimeout()));
        EngineContext engine = settings.engine(registry);
        Router router = Router.router(vertx);
        router.route().handler(CorsHandler.create().addOrigin("*"));
        router.route("/engine.io/")
                .handler(new EngineServer(engine, new EngineIoEcho(engine, loops, settings.ids()))::handle);
        router.route("/socket.io/")
                .handler(new EngineServer(engine, new SocketIoEcho(engine, loops, settings))::handle);
        HttpServerOptions options = new HttpServerOptions();
        EngineServer.configure(options, engine);
        for (String address : port == 0 ? List.of("127.0.0.1") : addressesOfLocalhost()) {
            servers.add(vertx.createHttpServer(options)
                    .requestHandler(router)
                    .listen(port, address)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join());
        }
    }

    EchoServer(Settings settings) {
        this(settings, 0);
    }

    private static List<String> addressesOfLocalhost() {
        try {
            List<String> addresses = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName("localhost")) {
                addresses.add(address.getHostAddress());
            }
            return addresses;
        } catch (UnknownHostException e) {
            return List.of("127.0.0.1");
        }
    }

    URI address(String scheme, String pathAndQuery) {
        return URI.create(scheme + "://127.0.0.1:" + servers.get(0).actualPort() + pathAndQuery);
    }

    /** How many sessions were closed for a reason. */
    double closed(CloseReason reason) {
        return registry.get("baraza.gateway.sessions.closed")
                .tag("reason", reason.name())
                .counter()
                .count();
    }

    /** How many frames were not sent to clients that were behind. */
    double droppedFrames() {
        return registry.get("baraza.gateway.frames.dropped").counter().count();
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
