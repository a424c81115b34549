package org.baraza.acceptance.platform;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** A client's connection and the one to its gateway, and what goes between them. On the balancer's event loop. */
final class Route {

    private final int target;
    private final Channel client;
    private final End gatewayEnd = new End();
    private volatile Channel gateway;
    private volatile boolean networkIsLost;
    private Runnable onEnd;

    Route(int target, Channel client) {
        this.target = target;
        this.client = client;
    }

    int target() {
        return target;
    }

    End gatewayEnd() {
        return gatewayEnd;
    }

    /** @param ended runs when both ends are closed */
    void start(Channel connected, Runnable ended) {
        gateway = connected;
        onEnd = ended;
        End clientEnd = new End();
        clientEnd.other = gateway;
        gatewayEnd.other = client;
        client.pipeline().addLast(clientEnd);
        client.config().setAutoRead(true);
        gateway.config().setAutoRead(true);
        if (!client.isActive()) {
            close();
        }
    }

    /** What comes from now on is lost, and that an end has closed, too. */
    void loseNetwork() {
        networkIsLost = true;
    }

    void close() {
        client.close();
        gateway.close();
    }

    /** One of the two ends. Reads no faster than the other one takes. */
    final class End extends ChannelInboundHandlerAdapter {

        private Channel other;

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (networkIsLost) {
                ReferenceCountUtil.release(bytes);
            } else {
                other.writeAndFlush(bytes, other.voidPromise());
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (other != null) {
                other.config().setAutoRead(context.channel().isWritable());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (other != null && !networkIsLost) {
                other.close();
            }
            if (other != null && !other.isActive()) {
                onEnd.run();
            }
        }

        /** A reset is the end of it. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
