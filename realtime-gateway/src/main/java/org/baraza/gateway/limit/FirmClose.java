package org.baraza.gateway.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.vertx.core.http.ServerWebSocket;

/**
 * Ends a WebSocket whether its client reads or not. Vert.x waits for the close frame to be written, which to a client that
 * does not read never happens.
 */
public final class FirmClose {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private FirmClose() {}

    /**
     * Sends a close frame, and ends the connection a while later if it is still there. From any thread.
     *
     * @param channel the connection under the WebSocket
     */
    public static void close(ServerWebSocket webSocket, Channel channel, short code, String text) {
        webSocket.close(code, text);
        channel.eventLoop().schedule(() -> drop(channel), PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Ends a connection at once, and all that waits to be written to it. From any thread.
     *
     * <p>{@code channel.close()} is not that: Vert.x makes a polite goodbye of it, which waits behind the rest.
     */
    public static void drop(Channel channel) {
        channel.eventLoop().execute(() -> {
            if (channel.isOpen()) {
                channel.pipeline().firstContext().close();
            }
        });
    }
}
