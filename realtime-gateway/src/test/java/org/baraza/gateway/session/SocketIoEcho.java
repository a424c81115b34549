package org.baraza.gateway.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.engineio.HandshakeRequest;
import org.baraza.gateway.socketio.SocketIoDecoder;

/** The connections of the product, with namespaces of choice. */
final class SocketIoEcho implements EngineServer.Application, ConnectionListener {

    private final Map<String, SocketConnection> connections = new ConcurrentHashMap<>();
    private final EngineContext engine;
    private final EchoLoops loops;
    private final ConnectionContext context;

    SocketIoEcho(EngineContext engine, EchoLoops loops, EchoServer.Settings settings) {
        this.engine = engine;
        this.loops = loops;
        this.context = new ConnectionContext(
                settings.namespaces(),
                settings.connectTimeout(),
                new SocketIoDecoder(settings.limits()),
                settings.ids(),
                this);
    }

    @Override
    public Optional<HandshakeRefusal> refusal(HttpServerRequest request) {
        return Optional.empty();
    }

    @Override
    public EngineSession open(SessionTransport transport, EventLoop eventLoop, HttpServerRequest request) {
        SocketConnection connection =
                new SocketConnection(context.ids().next(), transport, loops.of(eventLoop), engine, context);
        connections.put(connection.id(), connection);
        return connection.engine();
    }

    @Override
    public Optional<EngineSession> find(String sessionId) {
        return Optional.ofNullable(connections.get(sessionId)).map(SocketConnection::engine);
    }

    @Override
    public void answerForAnother(RoutingContext routing, HandshakeRequest.Continuing request, Runnable unknown) {
        unknown.run();
    }

    @Override
    public void occupied(SocketConnection connection) {}

    @Override
    public void vacated(SocketConnection connection) {}

    @Override
    public void ended(SocketConnection connection) {
        connections.remove(connection.id());
    }
}
