package org.baraza.acceptance.platform;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * A balancer that knows nothing but connections: each next one goes to the next gateway that answers. It can lose the network
 * behind the connections of a gateway: nothing comes through any more, and neither end hears that the other one has closed.
 */
public final class TcpBalancer implements AutoCloseable {

    private static final int BACKLOG = 4_096;
    /** A gateway that has not answered by then is passed over. */
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    private final List<InetSocketAddress> targets;
    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final Set<Route> open = ConcurrentHashMap.newKeySet();
    private final Channel server;
    private int next;

    private TcpBalancer(InetSocketAddress at, List<InetSocketAddress> targets) {
        this.targets = targets;
        this.server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        connect(client, next++, targets.size());
                    }
                })
                .bind(at)
                .syncUninterruptibly()
                .channel();
    }

    /** In front of these origins. */
    public static TcpBalancer inFrontOf(String... origins) {
        return listeningAt(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), origins);
    }

    /** At an address, in front of these origins. */
    static TcpBalancer listeningAt(InetSocketAddress at, String... origins) {
        return new TcpBalancer(
                at,
                List.of(origins).stream()
                        .map(URI::create)
                        .map(origin -> new InetSocketAddress(origin.getHost(), origin.getPort()))
                        .toList());
    }

    /** Where clients connect. */
    public String origin() {
        return "http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** How many connections are open to a gateway, counted from 0. */
    public long openTo(int target) {
        return open.stream().filter(route -> route.target() == target).count();
    }

    /**
     * Loses the network of all connections that are open to a gateway now; later ones are not concerned.
     *
     * @param target the gateway, counted from 0
     * @return how many those are
     */
    public long loseNetworkOf(int target) {
        List<Route> lost =
                open.stream().filter(route -> route.target() == target).toList();
        lost.forEach(Route::loseNetwork);
        return lost.size();
    }

    /** On the event loop. A client that finds no gateway at all is closed, as behind any balancer. */
    private void connect(SocketChannel client, int first, int attempts) {
        int target = first % targets.size();
        Route route = new Route(target, client);
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(route.gatewayEnd())
                .connect(targets.get(target))
                .addListener((ChannelFutureListener) done -> {
                    if (done.isSuccess()) {
                        open.add(route);
                        route.start(done.channel(), () -> open.remove(route));
                    } else if (attempts > 1) {
                        connect(client, first + 1, attempts - 1);
                    } else {
                        client.close();
                    }
                });
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        open.forEach(Route::close);
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
