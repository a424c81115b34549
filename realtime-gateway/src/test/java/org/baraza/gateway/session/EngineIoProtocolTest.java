package org.baraza.gateway.session;

import org.baraza.gateway.RawSocket;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

/** Engine.IO with an echo above it. Its messages: {@link EngineIoMessageTest}. */
class EngineIoProtocolTest extends EngineIoCases {

    EngineIoProtocolTest() {
        super("/engine.io/");
    }

    @Override
    void assertLives(RawSocket socket) {
        long echoes = echoes(socket);
        socket.send("4hello");
        await().atMost(ofSeconds(20)).until(() -> echoes(socket) == echoes + 1);
    }

    private static long echoes(RawSocket socket) {
        return socket.texts().stream().filter("4hello"::equals).count();
    }
}
