package org.baraza.gateway.session;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.netty.channel.EventLoop;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.engineio.HandshakeRequest;
import org.baraza.gateway.engineio.SessionIdGenerator;
import org.baraza.gateway.engineio.Transport;
import org.baraza.gateway.peer.HandOver;
import org.baraza.gateway.peer.OwnedId;
import org.baraza.gateway.socketio.SocketIoLimits;
import org.baraza.gateway.socketio.SocketIoPacket;

/** {@code /socket.io/}: the sockets of this gateway's clients, and on to other gateways with the requests for theirs. */
@Singleton
class SocketRoute implements HttpServerOptionsCustomizer, EngineServer.Application {

    private static final String PATH = "/socket.io/";

    private final GatewayConfig.Sockets config;
    private final Sessions sessions;
    private final SessionMetrics metrics;
    private final Admission admission;
    private final HandOver handOver;
    private final String gatewayId;
    private final SessionIdGenerator ids = new SessionIdGenerator(new SecureRandom());
    private final EngineContext engine;
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
                metrics);
        this.context = new ConnectionContext(
                Map.of(SocketIoPacket.MAIN_NAMESPACE, mainNamespace),
                this.config.connectTimeout(),
                SocketIoLimits.upTo(this.config.maxMessageBytes()),
                ids,
                sessions);
    }

    void register(@Observes Router router) {
        router.route(PATH).handler(new EngineServer(engine, this)::handle);
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        EngineServer.configure(options, config.maxMessageBytes());
    }

    @Override
    public boolean isOpen() {
        return admission.isOpen() && metrics.open() < config.maxOpen();
    }

    @Override
    public EngineSession open(SessionTransport transport, EventLoop eventLoop) {
        SocketConnection connection = new SocketConnection(
                OwnedId.of(ids.next(), gatewayId), transport, sessions.loopOf(eventLoop), engine, context);
        sessions.opened(connection);
        return connection.engine();
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
            EngineServer.refuseForNow(routing);
        }
    }
}
