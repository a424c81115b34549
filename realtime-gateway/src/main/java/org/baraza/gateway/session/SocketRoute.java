package org.baraza.gateway.session;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.netty.channel.EventLoop;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.engineio.HandshakeRequest;
import org.baraza.gateway.engineio.SessionIdGenerator;
import org.baraza.gateway.engineio.Transport;
import org.baraza.gateway.limit.ClientAddresses;
import org.baraza.gateway.limit.FrameRate;
import org.baraza.gateway.peer.HandOver;
import org.baraza.gateway.peer.OwnedId;
import org.baraza.gateway.socketio.SocketIoDecoder;
import org.baraza.gateway.socketio.SocketIoLimits;
import org.baraza.gateway.socketio.SocketIoPacket;
import org.jboss.logging.Logger;

/** {@code /socket.io/}: the sockets of this gateway's clients, and on to other gateways with the requests for theirs. */
@Singleton
class SocketRoute implements HttpServerOptionsCustomizer, EngineServer.Application {

    private static final Logger LOGGER = Logger.getLogger(SocketRoute.class);
    private static final String PATH = "/socket.io/";

    private final GatewayConfig.Sockets config;
    private final Sessions sessions;
    private final SessionMetrics metrics;
    private final Admission admission;
    private final HandOver handOver;
    private final String gatewayId;
    private final SessionIdGenerator ids = new SessionIdGenerator(new SecureRandom());
    private final EngineContext engine;
    private final EngineServer server;
    private final ClientAddresses addresses;
    private final ConnectionContext context;

    SocketRoute(
            GatewayConfig config,
            Sessions sessions,
            SessionMetrics metrics,
            MainNamespace mainNamespace,
            Admission admission,
            HandOver handOver) {
        this.config = config.sockets();
        this.sessions = sessions;
        this.metrics = metrics;
        this.admission = admission;
        this.handOver = handOver;
        this.gatewayId = config.id();
        this.engine = new EngineContext(
                this.config.pingInterval(),
                this.config.pingTimeout(),
                this.config.connectTimeout(),
                this.config.maxMessageBytes(),
                this.config.maxOutboundBytes(),
                this.config.maxEphemeralBacklog(),
                // no session is that quiet
                this.config.pingInterval().plus(this.config.pingTimeout().multipliedBy(2)),
                new FrameRate(this.config.framesPerSecond(), this.config.frameBurst()),
                metrics);
        this.server = new EngineServer(engine, this);
        this.addresses =
                new ClientAddresses(this.config.trustedProxies().orElse(List.of()), this.config.forwardedHeader());
        this.context = new ConnectionContext(
                Map.of(SocketIoPacket.MAIN_NAMESPACE, mainNamespace),
                this.config.connectTimeout(),
                new SocketIoDecoder(SocketIoLimits.upTo(this.config.maxMessageBytes())),
                ids,
                sessions);
    }

    void register(@Observes Router router, Vertx vertx) {
        LOGGER.infof("sockets open, native transport: %s", vertx.isNativeTransportEnabled());
        router.route(PATH).handler(server::handle);
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        EngineServer.configure(options, engine);
    }

    @Override
    public Optional<HandshakeRefusal> refusal(HttpServerRequest request) {
        if (!admission.isOpen()) {
            return Optional.of(HandshakeRefusal.NOT_SERVING);
        }
        if (metrics.open() >= config.maxOpen()) {
            return Optional.of(HandshakeRefusal.FULL);
        }
        return sessions.isFull(addressOf(request)) ? Optional.of(HandshakeRefusal.ADDRESS_FULL) : Optional.empty();
    }

    @Override
    public EngineSession open(SessionTransport transport, EventLoop eventLoop, HttpServerRequest request) {
        SocketConnection connection = new SocketConnection(
                OwnedId.of(ids.next(), gatewayId), transport, sessions.loopOf(eventLoop), engine, context);
        sessions.opened(connection, addressOf(request));
        return connection.engine();
    }

    private String addressOf(HttpServerRequest request) {
        return addresses.keyOf(
                request.connection().remoteAddress().hostAddress(),
                request.headers().getAll(addresses.header()));
    }

    @Override
    public Optional<EngineSession> find(String sessionId) {
        return sessions.find(sessionId).map(SocketConnection::engine);
    }

    @Override
    public void answerForAnother(RoutingContext routing, HandshakeRequest.Continuing request, Runnable unknown) {
        Optional<String> owner = handOver.ownerOf(request.sid(), routing.request());
        if (owner.isEmpty()) {
            unknown.run();
        } else if (request.transport() == Transport.POLLING) {
            handOver.request(routing, owner.get(), unknown);
        } else if (admission.isOpen()) {
            handOver.webSocket(routing.request(), owner.get());
        } else {
            server.refuseForNow(routing, HandshakeRefusal.NOT_SERVING);
        }
    }
}
