package org.baraza.gateway.session;

import org.baraza.gateway.RawSocket;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

/** Engine.IO with Socket.IO above it, which has to leave it as it is. */
class EngineIoBelowSocketIoTest extends EngineIoCases {

    EngineIoBelowSocketIoTest() {
        super("/socket.io/");
    }

    @Override
    void assertLives(RawSocket socket) {
        long refusals = refusals(socket);
        socket.send("40/nowhere,");
        await().atMost(ofSeconds(20)).until(() -> refusals(socket) == refusals + 1);
    }

    private static long refusals(RawSocket socket) {
        return socket.texts().stream()
                .filter(text -> text.startsWith("44/nowhere,"))
                .count();
    }
}
