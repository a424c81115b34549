package org.baraza.gateway.session;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.baraza.gateway.RawSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.baraza.gateway.session.EchoClient.POLLING;

/** The cases of the official suite of Engine.IO protocol 4 about messages, under the same names. */
class EngineIoMessageTest {

    private static final String SEPARATOR = "\u001e";

    private final EchoServer server = new EchoServer(EchoServer.Settings.unhurried());
    private final EchoClient client = new EchoClient(server, "/engine.io/");

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class MessageByHttpLongPolling {

        @Test
        void sendsAndReceivesAPayloadContainingOnePlainTextPacket() {
            assertEchoed("4hello");
        }

        @Test
        void sendsAndReceivesAPayloadContainingSeveralPlainTextPackets() {
            assertEchoed(String.join(SEPARATOR, "4test1", "4test2", "4test3"));
        }

        @Test
        void sendsAndReceivesAPayloadContainingPlainTextAndBinaryPackets() {
            assertEchoed(String.join(SEPARATOR, "4hello", "bAQIDBA=="));
        }

        @Test
        void closesTheSessionUponInvalidPacketFormat() {
            // Given
            String session = POLLING + "&sid=" + client.open();

            // When
            int status = client.request("POST", session, "abc").join().statusCode();

            // Then
            assertThat(status).isEqualTo(400);
            assertThat(client.get(session).join().statusCode()).isEqualTo(400);
        }

        @Test
        void closesTheSessionUponDuplicatePollRequests() {
            // Given
            String session = POLLING + "&sid=" + client.open();

            // When
            CompletableFuture<HttpResponse<String>> one = client.get(session);
            CompletableFuture<HttpResponse<String>> other = client.get(session + "&t=burst");

            // Then: whichever arrives first is the one that waits
            List<HttpResponse<String>> answers = List.of(one.join(), other.join());
            assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 400);
            assertThat(answers).extracting(HttpResponse::body).contains("1");
            assertThat(client.get(session).join().statusCode()).isEqualTo(400);
        }

        @Test
        void closesTheSessionUponCancelledPollingRequest() throws IOException {
            // Given
            String session = POLLING + "&sid=" + client.open();

            // When
            URI address = server.address("http", "/engine.io/?" + session);
            try (Socket connection = new Socket(address.getHost(), address.getPort())) {
                String poll = "GET " + address.getPath() + "?" + address.getQuery() + " HTTP/1.1\r\nHost: x\r\n\r\n";
                connection.getOutputStream().write(poll.getBytes(US_ASCII));
            }

            // Then
            await().atMost(ofSeconds(20))
                    .until(() -> client.request("POST", session, "3").join().statusCode() == 400);
        }

        private void assertEchoed(String payload) {
            // Given
            String session = POLLING + "&sid=" + client.open();

            // When
            HttpResponse<String> posted =
                    client.request("POST", session, payload).join();
            HttpResponse<String> polled = client.get(session).join();

            // Then
            assertThat(posted.statusCode()).isEqualTo(200);
            assertThat(posted.body()).isEqualTo("ok");
            assertThat(polled.statusCode()).isEqualTo(200);
            assertThat(polled.body()).isEqualTo(payload);
        }
    }

    @Nested
    class MessageByWebSocket {

        @Test
        void sendsAndReceivesAPlainTextPacket() {
            try (RawSocket socket = client.socket()) {
                socket.send("4hello");

                assertThat(socket.awaitText("4")).isEqualTo("4hello");
            }
        }

        @Test
        void sendsAndReceivesABinaryPacket() {
            try (RawSocket socket = client.socket()) {
                socket.send(new byte[] {1, 2, 3, 4});

                await().atMost(ofSeconds(20))
                        .untilAsserted(() -> assertThat(socket.binaries()).containsExactly(new byte[] {1, 2, 3, 4}));
            }
        }

        @Test
        void closesTheSessionUponInvalidPacketFormat() {
            try (RawSocket socket = client.socket()) {
                socket.send("abc");

                assertThat(socket.awaitClose()).isEqualTo(CloseReason.PROTOCOL_ERROR.code());
            }
        }
    }

    /** Not of the official suite. */
    @Nested
    class FailureAbove {

        @Test
        void endsTheSessionByHttpLongPolling() {
            // Given
            String session = POLLING + "&sid=" + client.open();

            // When
            int status = client.request("POST", session, "4" + EngineIoEcho.FAIL)
                    .join()
                    .statusCode();

            // Then
            assertThat(status).isEqualTo(400);
            assertThat(client.get(session).join().statusCode()).isEqualTo(400);
        }

        @Test
        void endsTheSessionByWebSocket() {
            try (RawSocket socket = client.socket()) {
                socket.send("4" + EngineIoEcho.FAIL);

                assertThat(socket.awaitClose()).isEqualTo(CloseReason.INTERNAL_ERROR.code());
            }
        }
    }
}
