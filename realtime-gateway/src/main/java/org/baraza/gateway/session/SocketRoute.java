package org.baraza.gateway.session;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.netty.channel.Channel;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.engineio.Handshake;
import org.baraza.gateway.engineio.HandshakeError;
import org.baraza.gateway.engineio.HandshakeRequest;
import org.baraza.gateway.engineio.PayloadDecoder;
import org.baraza.gateway.engineio.PayloadLimits;
import org.baraza.gateway.engineio.SessionIdGenerator;
import org.baraza.gateway.engineio.Transport;
import org.baraza.gateway.peer.HandOver;
import org.baraza.gateway.peer.OwnedId;
import org.baraza.gateway.socketio.SocketIoLimits;
import org.jboss.logging.Logger;

/**
 * {@code /socket.io/}: opens sessions, by long-polling or by WebSocket, and brings the requests of polling clients, and the
 * WebSockets that they move to, to their sessions.
 */
@Singleton
class SocketRoute implements HttpServerOptionsCustomizer {

    private static final Logger LOGGER = Logger.getLogger(SocketRoute.class);
    /** No event of ours takes bytes. */
    private static final int NO_ATTACHMENTS = 0;

    private static final String PATH = "/socket.io/";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final GatewayConfig.Sockets config;
    private final Sessions sessions;
    private final SessionMetrics metrics;
    private final Admission admission;
    private final HandOver handOver;
    private final String gatewayId;
    private final SessionIdGenerator ids = new SessionIdGenerator(new SecureRandom());
    private final SessionContext context;
    private final SocketIoLimits limits;

    SocketRoute(
            GatewayConfig config,
            Sessions sessions,
            SessionMetrics metrics,
            SocketAuthenticator authenticator,
            SocketEvents events,
            Admission admission,
            HandOver handOver) {
        this.config = config.sockets();
        this.sessions = sessions;
        this.metrics = metrics;
        this.admission = admission;
        this.handOver = handOver;
        this.gatewayId = config.id();
        this.context = new SessionContext(
                this.config,
                SessionContext.Timing.of(this.config),
                ids,
                new PayloadDecoder(
                        new PayloadLimits(this.config.maxMessageBytes(), PayloadLimits.DEFAULT.maxPackets())),
                authenticator,
                events,
                sessions,
                metrics);
        this.limits = new SocketIoLimits(
                this.config.maxMessageBytes(),
                SocketIoLimits.DEFAULT.maxNamespaceChars(),
                SocketIoLimits.DEFAULT.maxEventNameChars(),
                SocketIoLimits.DEFAULT.maxJsonDepth(),
                SocketIoLimits.DEFAULT.maxJsonNumberChars(),
                SocketIoLimits.DEFAULT.maxJsonTokens(),
                NO_ATTACHMENTS,
                1);
    }

    void register(@Observes Router router) {
        router.route(PATH).handler(this::handle);
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setMaxWebSocketMessageSize(config.maxMessageBytes());
        options.setMaxWebSocketFrameSize(config.maxMessageBytes());
        options.setPerMessageWebSocketCompressionSupported(false);
        options.setPerFrameWebSocketCompressionSupported(false);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        boolean upgrade = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        HandshakeRequest handshake = HandshakeRequest.read(request.method().name(), request.query(), upgrade);
        if (handshake instanceof HandshakeRequest.Refused refused) {
            refuse(routing, refused.error());
        } else if (handshake instanceof HandshakeRequest.Continuing continuing) {
            sessions.find(continuing.sid())
                    .ifPresentOrElse(
                            session -> go(session.engine(), continuing.transport(), routing),
                            () -> seekOwner(routing, continuing));
        } else if (!admission.isOpen() || metrics.open() >= config.maxOpen()) {
            unavailable(routing);
        } else if (((HandshakeRequest.Opening) handshake).transport() == Transport.POLLING) {
            openPolling(routing);
        } else {
            toWebSocket(request, transport -> open(Transport.WEBSOCKET, transport, request));
        }
    }

    private void go(EngineSession session, Transport transport, RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (transport == Transport.WEBSOCKET) {
            toWebSocket(request, candidate -> {
                candidate.attach(session);
                session.loop().run(() -> session.tryUpgrade(candidate));
            });
        } else if (request.method() == HttpMethod.GET) {
            PollingExchange exchange = PollingExchange.of(routing);
            session.loop().run(() -> session.poll(exchange));
        } else {
            push(session, routing);
        }
    }

    private void seekOwner(RoutingContext routing, HandshakeRequest.Continuing continuing) {
        Runnable unknown = () -> refuse(routing, HandshakeError.UNKNOWN_SID);
        Optional<String> owner = handOver.ownerOf(continuing.sid(), routing.request());
        if (owner.isEmpty()) {
            unknown.run();
        } else if (continuing.transport() == Transport.WEBSOCKET && !admission.isOpen()) {
            unavailable(routing);
        } else if (continuing.transport() == Transport.WEBSOCKET) {
            handOver.webSocket(routing.request(), owner.get());
        } else {
            handOver.request(routing, owner.get(), unknown);
        }
    }

    private void push(EngineSession session, RoutingContext routing) {
        PollingExchange exchange = PollingExchange.of(routing);
        if (session.beginPush()) {
            new PostedBody(routing.request(), session.maxPushBytes())
                    .read(
                            routing.vertx(),
                            body -> session.loop().run(() -> session.push(exchange, body)),
                            () -> session.loop().run(() -> session.pushTooLarge(exchange)),
                            session::endPush);
        } else {
            session.loop().run(() -> session.pushTwice(exchange));
        }
    }

    private void toWebSocket(HttpServerRequest request, Consumer<WebSocketTransport> opened) {
        ConnectionBase connection = (ConnectionBase) request.connection();
        request.toWebSocket()
                .onSuccess(webSocket -> opened.accept(new WebSocketTransport(webSocket, connection)))
                .onFailure(failure -> LOGGER.debugf("no upgrade, cause: %s", failure.getMessage()));
    }

    private void openPolling(RoutingContext routing) {
        PollingTransport transport = new PollingTransport();
        PollingExchange exchange = PollingExchange.of(routing);
        SocketSession session = open(Transport.POLLING, transport, routing.request());
        session.engine().poll(exchange);
    }

    private SocketSession open(Transport kind, SessionTransport transport, HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        SocketSession session = new SocketSession(
                OwnedId.of(ids.next(), gatewayId), transport, sessions.loopOf(channel.eventLoop()), context, limits);
        if (transport instanceof WebSocketTransport webSocket) {
            webSocket.attach(session.engine());
        }
        sessions.opened(session);
        session.open(new Handshake(
                        session.id(),
                        kind.upgrades(),
                        config.pingInterval(),
                        config.pingTimeout(),
                        config.maxMessageBytes())
                .toPacket());
        return session;
    }

    private static void unavailable(RoutingContext routing) {
        routing.response()
                .setStatusCode(503)
                .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                .end();
    }

    private static void refuse(RoutingContext routing, HandshakeError error) {
        HttpServerResponse response = routing.response();
        response.setStatusCode(error.status())
                .putHeader("Content-Type", "application/json")
                .end(error.json());
    }
}
