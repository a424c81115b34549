package org.baraza.gateway.peer;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.limit.FirmClose;
import org.baraza.gateway.limit.FrameRate;
import org.baraza.gateway.limit.InboundGuard;
import org.baraza.gateway.limit.TooManyFramesException;
import org.jboss.logging.Logger;

/**
 * Brings requests and WebSockets of sessions to the gateway that owns them. Both ends share their fate: a client that goes
 * away ends the request at the owner, and an owner that is gone ends the client's.
 */
@Singleton
public class HandOver {

    private static final Logger LOGGER = Logger.getLogger(HandOver.class);
    private static final String HANDED_OVER = "Baraza-Handed-Over";
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final short GOING_AWAY = 1001;
    private static final short TOO_LARGE = 1009;
    private static final short TOO_MANY_FRAMES = 4002;
    private static final short FIRST_RESERVED = 1004;
    private static final short LAST_RESERVED = 1006;
    private static final List<String> REQUEST_HEADERS = List.of("Content-Type", "Content-Length");
    private static final List<String> RESPONSE_HEADERS = List.of("Content-Type", "Content-Length", "Cache-Control");

    private final String ownId;
    private final FrameRate frameRate;
    private final PeerDirectory peers;
    private final HttpClient http;
    private final WebSocketClient webSockets;
    private final Set<ServerWebSocket> open = ConcurrentHashMap.newKeySet();

    HandOver(GatewayConfig config, PeerDirectory peers, Vertx vertx) {
        this.ownId = config.id();
        this.frameRate = new FrameRate(
                config.sockets().framesPerSecond(), config.sockets().frameBurst());
        this.peers = peers;
        // a poll that waits takes a connection
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(config.sockets().maxOpen())
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS));
        this.webSockets = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(config.sockets().maxOpen())
                .setMaxMessageSize(Integer.MAX_VALUE)
                .setMaxFrameSize(Integer.MAX_VALUE)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS));
    }

    /** The gateway to hand a request of a session over to, if it is not for this one and has not been handed over before. */
    public Optional<String> ownerOf(String sessionId, HttpServerRequest request) {
        return request.headers().contains(HANDED_OVER)
                ? Optional.empty()
                : OwnedId.ownerOf(sessionId).filter(owner -> !owner.equals(ownId));
    }

    /** WebSockets that are handed over, to be closed before this gateway ends. */
    public Set<ServerWebSocket> open() {
        return open;
    }

    /**
     * Passes a request on and the answer back.
     *
     * @param unknown called, on the request's thread, if there is no such gateway
     */
    public void request(RoutingContext routing, String owner, Runnable unknown) {
        HttpServerRequest request = routing.request();
        request.pause();
        Context context = Vertx.currentContext();
        find(
                owner,
                address -> context.runOnContext(now -> {
                    if (address.isPresent()) {
                        pass(routing, address.get(), unknown);
                    } else {
                        request.resume();
                        unknown.run();
                    }
                }));
    }

    private void pass(RoutingContext routing, URI address, Runnable unknown) {
        HttpServerRequest request = routing.request();
        HttpServerResponse response = routing.response();
        http.request(new RequestOptions()
                        .setMethod(request.method())
                        .setHost(address.getHost())
                        .setPort(address.getPort())
                        .setURI(request.uri()))
                .compose(passed -> {
                    routing.addEndHandler(end -> {
                        if (end.failed()) {
                            passed.reset();
                        }
                    });
                    if (response.closed()) {
                        passed.reset();
                    }
                    passed.putHeader(HANDED_OVER, ownId);
                    REQUEST_HEADERS.stream()
                            .filter(name -> request.headers().contains(name))
                            .forEach(name -> passed.putHeader(name, request.getHeader(name)));
                    return passed.send(request);
                })
                .compose(answer -> answer.body().onSuccess(body -> pass(answer, body, response)))
                .onFailure(failure -> {
                    LOGGER.debugf("not handed over, to: %s, cause: %s", address, failure.getMessage());
                    if (!response.ended() && !response.closed()) {
                        request.resume();
                        unknown.run();
                    }
                });
    }

    private static void pass(HttpClientResponse answer, Buffer body, HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.statusCode());
        RESPONSE_HEADERS.stream()
                .filter(name -> answer.headers().contains(name))
                .forEach(name -> response.putHeader(name, answer.getHeader(name)));
        response.end(body);
    }

    /** Joins a WebSocket with one of the owner's; it is closed if there is no such gateway. */
    public void webSocket(HttpServerRequest request, String owner) {
        String uri = request.uri();
        Channel channel = ((ConnectionBase) request.connection()).channel();
        Context context = Vertx.currentContext();
        request.toWebSocket()
                .onFailure(failure -> LOGGER.debugf("no upgrade, cause: %s", failure.getMessage()))
                .onSuccess(client -> {
                    InboundGuard.install(channel, frameRate, finding -> close(client, channel, codeOf(finding)));
                    client.pause();
                    open.add(client);
                    client.closeHandler(closed -> open.remove(client));
                    find(
                            owner,
                            address -> context.runOnContext(now -> {
                                if (address.isPresent()) {
                                    join(client, channel, address.get(), uri);
                                } else {
                                    close(client, channel, GOING_AWAY);
                                }
                            }));
                });
    }

    private void join(ServerWebSocket client, Channel channel, URI address, String uri) {
        webSockets
                .connect(new WebSocketConnectOptions()
                        .setHost(address.getHost())
                        .setPort(address.getPort())
                        .setURI(uri)
                        .addHeader(HANDED_OVER, ownId))
                .onSuccess(atOwner -> {
                    if (client.isClosed()) {
                        atOwner.close();
                        return;
                    }
                    pipe(atOwner, client);
                    pipe(client, atOwner);
                    atOwner.closeHandler(closed -> close(client, channel, codeOf(atOwner)));
                    client.closeHandler(closed -> {
                        open.remove(client);
                        if (!atOwner.isClosed()) {
                            atOwner.close(codeOf(client));
                        }
                    });
                    client.resume();
                })
                .onFailure(failure -> {
                    LOGGER.debugf("not handed over, to: %s, cause: %s", address, failure.getMessage());
                    close(client, channel, GOING_AWAY);
                });
    }

    private static void pipe(WebSocketBase from, WebSocketBase to) {
        from.textMessageHandler(text -> {
            if (!to.isClosed()) {
                to.writeTextMessage(text);
                heed(from, to);
            }
        });
        from.binaryMessageHandler(bytes -> {
            if (!to.isClosed()) {
                to.writeBinaryMessage(bytes);
                heed(from, to);
            }
        });
        from.exceptionHandler(failure -> {
            LOGGER.debugf("handed over socket failed, cause: %s", failure.getMessage());
            if (!from.isClosed()) {
                from.close(codeOf(failure));
            }
        });
    }

    private static short codeOf(Throwable failure) {
        if (failure instanceof TooManyFramesException) {
            return TOO_MANY_FRAMES;
        }
        return failure instanceof CorruptedWebSocketFrameException frame
                ? (short) frame.closeStatus().code()
                : TOO_LARGE;
    }

    /** Who reads slowly is written to slowly. */
    private static void heed(WebSocketBase from, WebSocketBase to) {
        if (!to.isClosed() && to.writeQueueFull()) {
            to.drainHandler(drained -> from.resume());
            from.pause();
            if (to.isClosed() || !to.writeQueueFull()) {
                from.resume();
            }
        }
    }

    private static void close(ServerWebSocket client, Channel channel, short code) {
        if (!client.isClosed()) {
            FirmClose.close(client, channel, code, null);
        }
    }

    /** What the other end is told: a code that came, or that this one is gone. */
    private static short codeOf(WebSocketBase closed) {
        Short code = closed.closeStatusCode();
        return code == null || (code >= FIRST_RESERVED && code <= LAST_RESERVED) ? GOING_AWAY : code;
    }

    private void find(String owner, Consumer<Optional<URI>> found) {
        peers.find(owner).subscribe().with(found, failure -> {
            LOGGER.warnf("the other gateways cannot be looked up, cause: %s", failure);
            found.accept(Optional.empty());
        });
    }
}
