package org.baraza.gateway.session;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.engineio.Handshake;
import org.baraza.gateway.engineio.HandshakeError;
import org.baraza.gateway.engineio.HandshakeRequest;
import org.baraza.gateway.engineio.Transport;
import org.jboss.logging.Logger;

/**
 * Engine.IO over HTTP: opens sessions, by long-polling or by WebSocket, and brings the requests of polling clients, and the
 * WebSockets that they move to, to their sessions. Runs on the event loops of the connections.
 */
final class EngineServer {

    private static final Logger LOGGER = Logger.getLogger(EngineServer.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    private final EngineContext context;
    private final Application application;

    EngineServer(EngineContext context, Application application) {
        this.context = context;
        this.application = application;
    }

    /** Whose sessions these are. */
    interface Application {

        /** Why no session is opened for this request, if so. */
        Optional<HandshakeRefusal> refusal(HttpServerRequest request);

        /**
         * Makes a session on a transport, to live on an event loop.
         *
         * @param request the one that opens it
         */
        EngineSession open(SessionTransport transport, EventLoop eventLoop, HttpServerRequest request);

        /** A session by its id. */
        Optional<EngineSession> find(String sessionId);

        /**
         * Answers a request for a session that is not here.
         *
         * @param unknown answers that there is none
         */
        void answerForAnother(RoutingContext routing, HandshakeRequest.Continuing request, Runnable unknown);
    }

    /**
     * Makes a server ready for this: messages as large as they may be, no connections that do nothing, and no compression,
     * which costs memory per client.
     */
    static void configure(HttpServerOptions options, EngineContext context) {
        options.setIdleTimeout((int) context.idleTimeout().toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        options.setMaxWebSocketMessageSize(context.maxMessageBytes());
        options.setMaxWebSocketFrameSize(context.maxMessageBytes());
        options.setPerMessageWebSocketCompressionSupported(false);
        options.setPerFrameWebSocketCompressionSupported(false);
    }

    void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        boolean upgrade = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        HandshakeRequest handshake = HandshakeRequest.read(request.method().name(), request.query(), upgrade);
        if (handshake instanceof HandshakeRequest.Refused refused) {
            refuse(routing, refused.error());
        } else if (handshake instanceof HandshakeRequest.Continuing continuing) {
            application
                    .find(continuing.sid())
                    .ifPresentOrElse(
                            session -> goOn(session, continuing.transport(), routing),
                            () -> application.answerForAnother(
                                    routing, continuing, () -> refuse(routing, HandshakeError.UNKNOWN_SID)));
        } else {
            application
                    .refusal(request)
                    .ifPresentOrElse(
                            why -> refuseForNow(routing, why),
                            () -> open(((HandshakeRequest.Opening) handshake).transport(), routing));
        }
    }

    private void open(Transport transport, RoutingContext routing) {
        if (transport == Transport.POLLING) {
            openPolling(routing);
            return;
        }
        HttpServerRequest request = routing.request();
        toWebSocket(request, webSocket -> {
            EngineSession session = application.open(webSocket, eventLoopOf(request), request);
            webSocket.attach(session, context.frameRate());
            session.open(handshakeOf(session, Transport.WEBSOCKET));
        });
    }

    /** Tells a client to come back. */
    void refuseForNow(RoutingContext routing, HandshakeRefusal why) {
        context.metrics().refused(why);
        routing.response()
                .setStatusCode(why.status())
                .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                .end();
    }

    private void goOn(EngineSession session, Transport transport, RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (transport == Transport.WEBSOCKET) {
            toWebSocket(request, candidate -> {
                candidate.attach(session, context.frameRate());
                session.loop().run(() -> session.tryUpgrade(candidate));
            });
        } else if (request.method() == HttpMethod.GET) {
            PollingExchange exchange = PollingExchange.of(routing);
            session.loop().run(() -> session.poll(exchange));
        } else {
            push(session, routing);
        }
    }

    private void push(EngineSession session, RoutingContext routing) {
        PollingExchange exchange = PollingExchange.of(routing);
        Consumer<CloseReason> refuse = reason -> session.loop().run(() -> session.refusePush(exchange, reason));
        PollingInbox inbox = session.inbox();
        if (!inbox.begin()) {
            refuse.accept(CloseReason.PROTOCOL_ERROR);
            return;
        }
        new PostedBody(routing.vertx(), routing.request(), inbox.maxBytes())
                .read(body -> session.loop().run(() -> session.push(exchange, body)), refuse, inbox::end);
    }

    private void openPolling(RoutingContext routing) {
        PollingExchange exchange = PollingExchange.of(routing);
        EngineSession session =
                application.open(new PollingTransport(), eventLoopOf(routing.request()), routing.request());
        session.open(handshakeOf(session, Transport.POLLING));
        session.poll(exchange);
    }

    private Handshake handshakeOf(EngineSession session, Transport transport) {
        return new Handshake(
                session.id(),
                transport.upgrades(),
                context.pingInterval(),
                context.pingTimeout(),
                context.maxMessageBytes());
    }

    private static EventLoop eventLoopOf(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel().eventLoop();
    }

    private static void toWebSocket(HttpServerRequest request, Consumer<WebSocketTransport> opened) {
        ConnectionBase connection = (ConnectionBase) request.connection();
        request.toWebSocket()
                .onSuccess(webSocket -> opened.accept(new WebSocketTransport(webSocket, connection)))
                .onFailure(failure -> LOGGER.debugf("no upgrade, cause: %s", failure.getMessage()));
    }

    private static void refuse(RoutingContext routing, HandshakeError error) {
        routing.response()
                .setStatusCode(error.status())
                .putHeader("Content-Type", "application/json")
                .end(error.json());
    }
}
