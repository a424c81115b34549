package org.baraza.gateway.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import org.baraza.gateway.limit.FirmClose;
import org.baraza.gateway.limit.FrameRate;
import org.baraza.gateway.limit.InboundGuard;

/**
 * A WebSocket. Frames go to its Netty channel as they are, past Vert.x's own encoding.
 *
 * <p>A session that was opened on another event loop than its WebSocket's, as after an upgrade, hands over all frames of a
 * flush in one task.
 */
final class WebSocketTransport implements SessionTransport {

    private final ServerWebSocket webSocket;
    private final Channel channel;
    private List<OutboundFrame> forOtherLoop = new ArrayList<>();
    /** Bytes on their way to the other loop. */
    private final AtomicLong handedOver = new AtomicLong();

    WebSocketTransport(ServerWebSocket webSocket, ConnectionBase connection) {
        this.webSocket = webSocket;
        this.channel = connection.channel();
    }

    /**
     * Brings all that happens on the WebSocket to its session, on the session's loop; to be called on its own loop.
     *
     * @param rate how much the client may send
     */
    void attach(EngineSession session, FrameRate rate) {
        SessionLoop loop = session.loop();
        InboundGuard.install(channel, rate, finding -> loop.run(() -> session.failed(this, finding)));
        webSocket.textMessageHandler(text -> loop.run(() -> session.received(this, text)));
        webSocket.binaryMessageHandler(bytes -> loop.run(() -> session.received(this, bytes.getBytes())));
        webSocket.closeHandler(closed -> loop.run(() -> session.closed(this)));
        webSocket.exceptionHandler(failure -> loop.run(() -> session.failed(this, failure)));
        // nobody reads those of the handshake any more, and they are a good part of what an idle client takes
        webSocket.headers().clear();
    }

    @Override
    public void write(OutboundFrame frame) {
        if (channel.eventLoop().inEventLoop()) {
            channel.write(frame.forOneRecipient(), channel.voidPromise());
        } else {
            forOtherLoop.add(frame);
            handedOver.addAndGet(frame.length());
        }
    }

    @Override
    public void flush() {
        if (forOtherLoop.isEmpty()) {
            channel.flush();
            return;
        }
        List<OutboundFrame> frames = forOtherLoop;
        forOtherLoop = new ArrayList<>();
        channel.eventLoop().execute(() -> {
            for (OutboundFrame frame : frames) {
                channel.write(frame.forOneRecipient(), channel.voidPromise());
                handedOver.addAndGet(-frame.length());
            }
            channel.flush();
        });
    }

    @Override
    public long waitingBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return handedOver.get() + (buffer == null ? 0 : buffer.totalPendingWriteBytes());
    }

    @Override
    public void close(CloseReason reason) {
        if (reason == CloseReason.SLOW_CONSUMER) {
            // a close frame would wait behind all that the client does not read
            FirmClose.drop(channel);
        } else {
            FirmClose.close(webSocket, channel, reason.code(), reason.text());
        }
    }
}
