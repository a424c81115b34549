package org.baraza.acceptance.crowd;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;

/** Many devices at one origin, or at several by turns, all on one event loop. Closes them at the end. */
public final class Crowd implements AutoCloseable {

    private static final int MAX_FRAME_BYTES = 1 << 20;
    private static final int MAX_HANDSHAKE_BYTES = 8_192;
    private static final int IN_FLIGHT = 64;
    private static final int CONNECT_TIMEOUT_SECONDS = 60;

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final List<URI> origins;
    private final List<Device> devices = new ArrayList<>();
    /** Used on the event loop. */
    private int connections;

    private Crowd(List<URI> origins) {
        this.origins = origins;
    }

    /** Nobody yet; each further connection goes to the next origin. */
    public static Crowd at(String... origins) {
        return new Crowd(Stream.of(origins).map(URI::create).toList());
    }

    /** Adds a device for each of these people, and returns when all are connected. */
    public List<Device> connect(List<String> userIds, Function<String, String> tokenOf) {
        Semaphore free = new Semaphore(IN_FLIGHT);
        List<Device> added = new ArrayList<>();
        for (String userId : userIds) {
            Device device = new Device(this, userId, tokenOf.apply(userId));
            acquire(free);
            device.socket().connectedOnce().whenComplete((done, failure) -> free.release());
            run(device.socket()::open);
            added.add(device);
        }
        devices.addAll(added);
        allOf(added.stream().map(device -> device.socket().connectedOnce()).toList());
        return added;
    }

    /** Opens so many transports on which nobody says who they are, and returns when all are open. */
    public List<Silent> openSilent(int count) {
        List<Silent> silent = Stream.generate(Silent::new).limit(count).toList();
        silent.forEach(one -> run(() -> connect(one)));
        allOf(silent.stream().map(Silent::opened).toList());
        return silent;
    }

    /** Everybody who was added. */
    public List<Device> devices() {
        return List.copyOf(devices);
    }

    @Override
    public void close() {
        run(() -> devices.forEach(device -> device.socket().close()));
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    void run(Runnable task) {
        loop.execute(task);
    }

    void later(long millis, Runnable task) {
        loop.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    Wire connect(Wire.Listener listener) {
        Wire wire = new Wire(listener);
        URI origin = origins.get(connections++ % origins.size());
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(MAX_HANDSHAKE_BYTES),
                                        new WebSocketClientProtocolHandler(handshake(origin)),
                                        wire);
                    }
                })
                .connect(origin.getHost(), origin.getPort())
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        wire.failed();
                    }
                });
        return wire;
    }

    private static WebSocketClientProtocolConfig handshake(URI origin) {
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create("ws://" + origin.getAuthority() + "/socket.io/?EIO=4&transport=websocket"))
                .version(WebSocketVersion.V13)
                .customHeaders(new DefaultHttpHeaders())
                .maxFramePayloadLength(MAX_FRAME_BYTES)
                .handleCloseFrames(false)
                .build();
    }

    private static void allOf(List<CompletableFuture<Void>> connected) {
        CompletableFuture.allOf(connected.toArray(CompletableFuture[]::new))
                .orTimeout(CONNECT_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static void acquire(Semaphore free) {
        try {
            if (!free.tryAcquire(CONNECT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody was connected for a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
