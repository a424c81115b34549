package org.baraza.benchmarks.client;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** One person's socket. Everything of it happens on the client's event loop. */
public final class ClientSocket extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final int SMALL_BUFFER_BYTES = 4_096;
    private static final byte OPEN = '0';
    private static final byte PING = '2';
    private static final byte MESSAGE = '4';
    private static final byte CONNECT = '0';
    private static final byte EVENT = '2';
    private static final byte ACK = '3';
    private static final byte CONNECT_ERROR = '4';

    private final String userId;
    private final String token;
    private final EventListener listener;
    private final CompletableFuture<ClientSocket> connected;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Map<Integer, Consumer<String>> acks = new HashMap<>();
    private Channel channel;
    private int lastAckId;

    /** @param token null for somebody who opens a transport and never says who they are */
    ClientSocket(String userId, String token, EventListener listener, CompletableFuture<ClientSocket> connected) {
        this.userId = userId;
        this.token = token;
        this.listener = listener;
        this.connected = connected;
    }

    /** Whose socket it is. */
    public String userId() {
        return userId;
    }

    /** Sends an event without asking for an acknowledgement. Only on the event loop. */
    public void emit(String event, String json) {
        write("42[\"" + event + "\"," + json + "]");
    }

    /** Sends an event; {@code acked} gets the acknowledgement's arguments as JSON. Only on the event loop. */
    public void emit(String event, String json, Consumer<String> acked) {
        int id = ++lastAckId;
        acks.put(id, acked);
        write("42" + id + "[\"" + event + "\"," + json + "]");
    }

    /** Completes when the connection is over. */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /** Leaves what comes from now on in the network's buffers, which are small on this side. */
    public void stopReading() {
        channel.config().setAutoRead(false);
        channel.config().setOption(ChannelOption.SO_RCVBUF, SMALL_BUFFER_BYTES);
    }

    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            channel = context.channel();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (!(frame instanceof TextWebSocketFrame)) {
            return;
        }
        ByteBuf content = frame.content();
        byte type = content.getByte(content.readerIndex());
        if (type == OPEN && token == null) {
            connected.complete(this);
        } else if (type == OPEN) {
            write("40{\"token\":\"" + token + "\"}");
        } else if (type == PING) {
            write("3");
        } else if (type == MESSAGE) {
            onPacket(content);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connected.completeExceptionally(new IllegalStateException("closed before it was connected: " + userId));
        closed.complete(null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connected.completeExceptionally(cause);
        context.close();
    }

    private void onPacket(ByteBuf content) {
        byte type = content.getByte(content.readerIndex() + 1);
        if (type == EVENT) {
            listener.onEvent(this, content);
        } else if (type == ACK) {
            onAck(content.toString(StandardCharsets.UTF_8));
        } else if (type == CONNECT) {
            connected.complete(this);
        } else if (type == CONNECT_ERROR) {
            connected.completeExceptionally(new IllegalStateException(content.toString(StandardCharsets.UTF_8)));
        }
    }

    private void onAck(String packet) {
        int arguments = packet.indexOf('[');
        Consumer<String> acked = acks.remove(Integer.parseInt(packet, 2, arguments, 10));
        if (acked != null) {
            acked.accept(packet.substring(arguments));
        }
    }

    private void write(String packet) {
        channel.writeAndFlush(new TextWebSocketFrame(packet), channel.voidPromise());
    }
}
