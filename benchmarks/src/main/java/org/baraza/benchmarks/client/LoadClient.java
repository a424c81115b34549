package org.baraza.benchmarks.client;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;

/** Opens sockets, all on one event loop: sender and receiver share one clock. Closes them all at the end. */
public final class LoadClient implements AutoCloseable {

    private static final int MAX_FRAME_BYTES = 1 << 20;
    private static final int MAX_HANDSHAKE_BYTES = 8_192;
    private static final long CONNECT_TIMEOUT_SECONDS = 60;

    private final EventLoopGroup loop;
    private final URI server;
    private final EventListener listener;
    private final List<ClientSocket> sockets = new CopyOnWriteArrayList<>();

    /**
     * @param server the base URL of a gateway or of the old design
     * @param listener hears the events of all sockets
     */
    public LoadClient(String server, EventListener listener) {
        this.loop = Epoll.isAvailable() ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
        URI base = URI.create(server);
        this.server =
                URI.create("ws://" + base.getHost() + ":" + base.getPort() + "/socket.io/?EIO=4&transport=websocket");
        this.listener = listener;
    }

    /**
     * Connects people, so many at a time, and returns when all are connected.
     *
     * @param tokenOf the access token of each
     * @throws IllegalStateException if one of them is not connected in time
     */
    public List<ClientSocket> connect(List<String> userIds, Function<String, String> tokenOf, int inFlight)
            throws InterruptedException {
        Semaphore free = new Semaphore(inFlight);
        List<CompletableFuture<ClientSocket>> opened = new ArrayList<>();
        for (String userId : userIds) {
            if (!free.tryAcquire(CONNECT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no socket was connected for a minute");
            }
            opened.add(connecting(userId, tokenOf.apply(userId)).whenComplete((socket, failure) -> free.release()));
        }
        List<ClientSocket> connected = opened.stream()
                .map(socket -> socket.orTimeout(CONNECT_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .join())
                .toList();
        sockets.addAll(connected);
        return connected;
    }

    /**
     * Opens one socket without waiting.
     *
     * @param token null for somebody who opens a transport and never says who they are
     */
    public CompletableFuture<ClientSocket> open(String userId, String token) {
        return connecting(userId, token).whenComplete((socket, failure) -> {
            if (socket != null) {
                sockets.add(socket);
            }
        });
    }

    /** Runs a task on the event loop again and again until the client is closed. */
    public void every(Duration interval, Runnable task) {
        loop.scheduleAtFixedRate(task, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs a task on the event loop. */
    public void run(Runnable task) {
        loop.execute(task);
    }

    @Override
    public void close() {
        loop.execute(() -> sockets.forEach(ClientSocket::close));
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private CompletableFuture<ClientSocket> connecting(String userId, String token) {
        CompletableFuture<ClientSocket> connected = new CompletableFuture<>();
        ClientSocket socket = new ClientSocket(userId, token, listener, connected);
        ChannelFuture channel = new Bootstrap()
                .group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel opened) {
                        opened.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(MAX_HANDSHAKE_BYTES),
                                        new WebSocketClientProtocolHandler(handshake()),
                                        socket);
                    }
                })
                .connect(new InetSocketAddress(server.getHost(), server.getPort()));
        channel.addListener(done -> {
            if (!done.isSuccess()) {
                connected.completeExceptionally(done.cause());
            }
        });
        return connected;
    }

    private WebSocketClientProtocolConfig handshake() {
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(server)
                .version(WebSocketVersion.V13)
                .customHeaders(new DefaultHttpHeaders())
                .maxFramePayloadLength(MAX_FRAME_BYTES)
                .build();
    }
}
