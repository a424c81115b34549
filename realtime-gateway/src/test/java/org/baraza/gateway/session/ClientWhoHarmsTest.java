package org.baraza.gateway.session;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.socketio.SocketIoPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.baraza.gateway.session.FrameSocket.CONTINUATION;
import static org.baraza.gateway.session.FrameSocket.PING;
import static org.baraza.gateway.session.FrameSocket.TEXT;

/** What becomes of clients that send what they must not, or too much, or do not read: on the session code without the platform. */
class ClientWhoHarmsTest {

    /** "é" is 0xc3 0xa9. */
    private static final byte FIRST_HALF = (byte) 0xc3;

    private static final byte SECOND_HALF = (byte) 0xa9;
    private static final int MORE_THAN_MAY_BE = EchoServer.FRAME_RATE.burst() + 200;

    private final BlockingQueue<NamespaceSocket> joined = new LinkedBlockingQueue<>();
    private final EchoServer server = new EchoServer(
            new EchoServer.Settings(ofSeconds(20), ofSeconds(20), ofSeconds(20), Map.of("/", this::join)));
    private final EchoClient client = new EchoClient(server, "/engine.io/");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void endsWith1007WhatIsNoUtf8() throws IOException {
        try (FrameSocket socket = engine()) {
            socket.write(TEXT, true, (byte) '4', FIRST_HALF, (byte) 'x');

            assertThat(socket.awaitClose()).isEqualTo(CloseReason.INVALID_TEXT.code());
            assertThat(server.closed(CloseReason.INVALID_TEXT)).isEqualTo(1);
        }
    }

    @Test
    void endsWith1007WhatEndsWithinACharacter() throws IOException {
        try (FrameSocket socket = engine()) {
            socket.write(TEXT, false, (byte) '4').write(CONTINUATION, true, FIRST_HALF);

            assertThat(socket.awaitClose()).isEqualTo(CloseReason.INVALID_TEXT.code());
        }
    }

    @Test
    void takesACharacterThatIsCutByTwoFrames() throws IOException {
        try (FrameSocket socket = engine()) {
            // When
            socket.write(TEXT, false, (byte) '4', FIRST_HALF)
                    .write(CONTINUATION, true, SECOND_HALF)
                    .write(TEXT, true, (byte) '1');

            // Then: the goodbye is reached
            assertThat(socket.awaitClose()).isEqualTo(CloseReason.CLIENT_DISCONNECTED.code());
        }
    }

    @Test
    void endsTheSessionOfWhoPostsWhatIsNoUtf8() throws Exception {
        // Given
        String session = EchoClient.POLLING + "&sid=" + client.open();
        HttpRequest request = HttpRequest.newBuilder(server.address("http", "/engine.io/?" + session))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'4', FIRST_HALF}))
                .build();

        // When
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();

        // Then
        assertThat(status).isEqualTo(400);
        assertThat(client.get(session).join().statusCode()).isEqualTo(400);
        assertThat(server.closed(CloseReason.INVALID_TEXT)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {TEXT, PING})
    void endsWith4002WhoSendsMoreFramesThanMayBe(int opcode) throws IOException {
        try (FrameSocket socket = engine();
                RawSocket neighbour = client.socket()) {
            // When
            for (int i = 0; i < MORE_THAN_MAY_BE; i++) {
                socket.write(opcode, true, (byte) '3');
            }

            // Then
            assertThat(socket.awaitClose()).isEqualTo(CloseReason.TOO_MANY_FRAMES.code());
            assertThat(server.closed(CloseReason.TOO_MANY_FRAMES)).isEqualTo(1);
            neighbour.send("4still here");
            assertThat(neighbour.awaitText("4")).isEqualTo("4still here");
        }
    }

    @Test
    void endsTheSessionOfWhoPostsMorePacketsThanMayBe() {
        // Given
        String session = EchoClient.POLLING + "&sid=" + client.open();
        String packets = "3\u001e".repeat(MORE_THAN_MAY_BE) + "3";

        // When
        int status = client.request("POST", session, packets).join().statusCode();

        // Then
        assertThat(status).isEqualTo(400);
        assertThat(client.get(session).join().statusCode()).isEqualTo(400);
        assertThat(server.closed(CloseReason.TOO_MANY_FRAMES)).isEqualTo(1);
    }

    @Test
    void closesAConnectionOnWhichNothingComes() throws IOException {
        try (EchoServer quick = new EchoServer(EchoServer.Settings.unhurried().withIdleTimeout(ofMillis(300)))) {
            URI address = quick.address("http", "/");
            try (Socket silent = new Socket(address.getHost(), address.getPort())) {
                silent.setSoTimeout(20_000);

                assertThat(silent.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void keepsWhatIsWorthNothingLaterFromWhoDoesNotReadAndClosesThemIfThatIsNotEnough() throws Exception {
        try (FrameSocket socket = FrameSocket.at(server.address("ws", "/socket.io/?" + EchoClient.WEBSOCKET))) {
            // Given: a client that reads nothing, until its backlog is so long that frames are dropped
            socket.write(TEXT, true, (byte) '4', (byte) '0');
            NamespaceSocket peer = joined.poll(20, TimeUnit.SECONDS);
            OutboundFrame typing = frame(10_000).asEphemeral();
            await().atMost(ofSeconds(20)).pollInterval(ofMillis(1)).until(() -> {
                write(peer, typing);
                return server.droppedFrames() > 0;
            });
            assertThat(peer.isConnected()).isTrue();

            // When
            OutboundFrame message = frame(EchoServer.MAX_OUTBOUND / 4);
            for (int i = 0; i < 5; i++) {
                write(peer, message);
            }

            // Then: no close frame would reach it
            await().atMost(ofSeconds(20)).until(() -> !peer.isConnected());
            assertThat(server.closed(CloseReason.SLOW_CONSUMER)).isEqualTo(1);
            assertThat(socket.awaitClose()).isEqualTo(1006);
        }
    }

    private static void write(NamespaceSocket peer, OutboundFrame frame) {
        EngineSession engine = peer.connection().engine();
        engine.loop().run(() -> {
            engine.write(frame);
            engine.flush();
        });
    }

    private static OutboundFrame frame(int chars) {
        return OutboundFrame.of(
                EngineIoPacket.Text.message("2[\"" + "x".repeat(chars) + "\"]").encode());
    }

    private FrameSocket engine() throws IOException {
        return FrameSocket.at(server.address("ws", "/engine.io/?" + EchoClient.WEBSOCKET));
    }

    private NamespaceHandler.Member join(NamespaceSocket socket, Optional<ObjectNode> auth) {
        return new NamespaceHandler.Member() {

            @Override
            public void onConnected() {
                joined.add(socket);
            }

            @Override
            public void onEvent(SocketIoPacket.Event event) {
                socket.emit("echo", List.of(TextNode.valueOf(event.name())));
            }
        };
    }
}
