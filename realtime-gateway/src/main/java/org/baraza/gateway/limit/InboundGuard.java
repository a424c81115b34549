package org.baraza.gateway.limit;

import java.util.function.Consumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands in front of a WebSocket: lets no more frames through than one client may send, control frames and parts of messages
 * included, and no text that is not UTF-8 (RFC 6455, section 8.1). Whoever listens hears of the first such frame, as a
 * {@link TooManyFramesException} or as Netty's exception with the close status 1007; neither it nor any after it gets through.
 * Runs on the connection's event loop.
 */
public final class InboundGuard extends Utf8FrameValidator {

    /** The name of Vert.x's own handler in the pipeline. It closes a connection at once whose pipeline fails. */
    private static final String VERTX = "handler";

    private final TokenBucket frames;
    private final Consumer<RuntimeException> listener;
    private boolean tripped;

    private InboundGuard(FrameRate rate, Consumer<RuntimeException> listener) {
        super(false);
        this.frames = rate.bucket();
        this.listener = listener;
    }

    /** Puts a guard in front of a WebSocket that has just been opened; on its event loop. */
    public static void install(Channel channel, FrameRate rate, Consumer<RuntimeException> listener) {
        if (channel.isActive()) {
            channel.pipeline().addBefore(VERTX, "inbound-guard", new InboundGuard(rate, listener));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!(message instanceof WebSocketFrame)) {
            context.fireChannelRead(message);
        } else if (tripped) {
            ReferenceCountUtil.release(message);
        } else if (!frames.take(System.nanoTime())) {
            ReferenceCountUtil.release(message);
            trip(new TooManyFramesException());
        } else {
            try {
                super.channelRead(context, message);
            } catch (CorruptedWebSocketFrameException e) {
                trip(e);
            }
        }
    }

    private void trip(RuntimeException finding) {
        tripped = true;
        listener.accept(finding);
    }
}
