package org.baraza.gateway.session;

import java.security.SecureRandom;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.netty.channel.Channel;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.engineio.Handshake;
import org.baraza.gateway.engineio.HandshakeError;
import org.baraza.gateway.engineio.HandshakeRequest;
import org.baraza.gateway.engineio.SessionIdGenerator;
import org.baraza.gateway.engineio.Transport;
import org.baraza.gateway.socketio.SocketIoLimits;
import org.jboss.logging.Logger;

/**
 * {@code /socket.io/}: opens sessions. Clients come by WebSocket; the long-polling transport is answered as one that is not
 * known.
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
    private final SessionIdGenerator ids = new SessionIdGenerator(new SecureRandom());
    private final SessionContext context;
    private final SocketIoLimits limits;

    SocketRoute(
            GatewayConfig config,
            Sessions sessions,
            SessionMetrics metrics,
            SocketAuthenticator authenticator,
            SocketEvents events,
            Admission admission) {
        this.config = config.sockets();
        this.sessions = sessions;
        this.metrics = metrics;
        this.admission = admission;
        this.context = new SessionContext(
                this.config, SessionContext.Timing.of(this.config), ids, authenticator, events, sessions, metrics);
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
        } else if (handshake instanceof HandshakeRequest.Continuing) {
            refuse(routing, HandshakeError.UNKNOWN_SID);
        } else if (((HandshakeRequest.Opening) handshake).transport() != Transport.WEBSOCKET) {
            refuse(routing, HandshakeError.UNKNOWN_TRANSPORT);
        } else if (!admission.isOpen() || metrics.open() >= config.maxOpen()) {
            routing.response()
                    .setStatusCode(503)
                    .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                    .end();
        } else {
            request.toWebSocket()
                    .onSuccess(webSocket -> open(webSocket, request))
                    .onFailure(failure -> LOGGER.debugf("no upgrade, cause: %s", failure.getMessage()));
        }
    }

    private void open(ServerWebSocket webSocket, HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        SocketSession session = new SocketSession(
                ids.next(), webSocket, channel, sessions.loopOf(channel.eventLoop()), context, limits);
        sessions.opened(session);
        session.open(new Handshake(
                        session.id(),
                        Transport.WEBSOCKET.upgrades(),
                        config.pingInterval(),
                        config.pingTimeout(),
                        config.maxMessageBytes())
                .toPacket());
    }

    private static void refuse(RoutingContext routing, HandshakeError error) {
        HttpServerResponse response = routing.response();
        response.setStatusCode(error.status())
                .putHeader("Content-Type", "application/json")
                .end(error.json());
    }
}
