package org.baraza.acceptance.crowd;

import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;

/**
 * One connection of a socket: Engine.IO over WebSocket. It answers pings, and takes the connection for lost when none has come
 * for as long as the handshake says. Everything of it happens on the crowd's event loop.
 */
final class Wire extends SimpleChannelInboundHandler<WebSocketFrame> {

    /** What ended a connection on which no close frame came. */
    static final int NO_CLOSE_FRAME = 1006;

    /** So little of what is not read waits on this side. */
    private static final int SMALL_BUFFER_BYTES = 4_096;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Listener listener;
    private ChannelHandlerContext context;
    private ScheduledFuture<?> pingTimeout;
    private long patienceMillis;
    private int closeCode = NO_CLOSE_FRAME;
    private boolean ended;

    /** Hears what comes. */
    interface Listener {

        /** The transport is open; CONNECT may be sent. */
        void onOpen(Wire wire);

        /** A Socket.IO packet came. */
        void onPacket(Wire wire, String packet);

        /** It is over, or never came to be; called once. */
        void onEnd(Wire wire, int closeCode);
    }

    Wire(Listener listener) {
        this.listener = listener;
    }

    void send(String packet) {
        context.writeAndFlush(new TextWebSocketFrame('4' + packet), context.voidPromise());
    }

    void stopReading() {
        context.channel().config().setAutoRead(false);
        context.channel().config().setOption(ChannelOption.SO_RCVBUF, SMALL_BUFFER_BYTES);
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    /** Ends it as the death of a process does: without a close frame, and what is under way in either direction is lost. */
    void vanish() {
        if (context != null) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            // from the head of the pipeline, past the handler that would say goodbye
            context.pipeline().firstContext().close();
        }
    }

    /** The connection never came to be. */
    void failed() {
        end();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext from, WebSocketFrame frame) throws JsonProcessingException {
        if (frame instanceof CloseWebSocketFrame close) {
            closeCode = close.statusCode();
            from.close();
        } else if (frame instanceof TextWebSocketFrame text) {
            onText(text.text());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        end();
    }

    /** A connection that was reset; what it means is the same as its end. */
    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        from.close();
    }

    private void onText(String text) throws JsonProcessingException {
        switch (text.charAt(0)) {
            case '0' -> {
                JsonNode handshake = JSON.readTree(text.substring(1));
                patienceMillis = handshake.get("pingInterval").asLong()
                        + handshake.get("pingTimeout").asLong();
                expectPing();
                listener.onOpen(this);
            }
            case '2' -> {
                expectPing();
                context.writeAndFlush(new TextWebSocketFrame("3"), context.voidPromise());
            }
            case '4' -> listener.onPacket(this, text.substring(1));
            default -> throw new IllegalStateException("a packet that no server sends: " + text);
        }
    }

    private void expectPing() {
        cancelPingTimeout();
        pingTimeout = context.executor().schedule(this::close, patienceMillis, TimeUnit.MILLISECONDS);
    }

    private void cancelPingTimeout() {
        if (pingTimeout != null) {
            pingTimeout.cancel(false);
        }
    }

    private void end() {
        cancelPingTimeout();
        if (!ended) {
            ended = true;
            listener.onEnd(this, closeCode);
        }
    }
}
