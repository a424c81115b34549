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
        channel.eventLoop().schedule(() -> channel.close(), PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
