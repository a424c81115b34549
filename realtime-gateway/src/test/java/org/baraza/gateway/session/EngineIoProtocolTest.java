package org.baraza.gateway.session;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.RawSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The cases of the official test suite of Engine.IO protocol 4, under the same names, against an echo on our transports. */
class EngineIoProtocolTest {

    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEBSOCKET = "EIO=4&transport=websocket";
    private static final String SEPARATOR = "\u001e";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EchoServer server;

    /** Times that no test has to be quick for; those of the official suite where they matter. */
    @BeforeEach
    void start() {
        server = new EchoServer(ofSeconds(20), ofSeconds(20));
    }

    private void startWith(Duration pingInterval, Duration pingTimeout) {
        server.close();
        server = new EchoServer(pingInterval, pingTimeout);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class HandshakeByHttpLongPolling {

        @Test
        void successfullyOpensASession() {
            // Given
            startWith(ofMillis(300), ofMillis(200));

            // When
            HttpResponse<String> answer = get(POLLING).join();

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertTerms(answer.body(), "[\"websocket\"]");
        }

        @Test
        void failsWithAnInvalidEioQueryParameter() {
            assertThat(get("transport=polling").join().statusCode()).isEqualTo(400);
            assertThat(get("EIO=abc&transport=polling").join().statusCode()).isEqualTo(400);
        }

        @Test
        void failsWithAnInvalidTransportQueryParameter() {
            assertThat(get("EIO=4").join().statusCode()).isEqualTo(400);
            assertThat(get("EIO=4&transport=abc").join().statusCode()).isEqualTo(400);
        }

        @Test
        void failsWithAnInvalidRequestMethod() {
            assertThat(request("POST", POLLING, "").join().statusCode()).isEqualTo(400);
            assertThat(request("PUT", POLLING, "").join().statusCode()).isEqualTo(400);
        }
    }

    @Nested
    class HandshakeByWebSocket {

        @Test
        void successfullyOpensASession() {
            startWith(ofMillis(300), ofMillis(200));
            try (RawSocket socket = socket(WEBSOCKET)) {
                assertTerms(socket.awaitText("0"), "[]");
            }
        }

        @Test
        void failsWithAnInvalidEioQueryParameter() {
            assertNoSocket("transport=websocket");
            assertNoSocket("EIO=abc&transport=websocket");
        }

        @Test
        void failsWithAnInvalidTransportQueryParameter() {
            assertNoSocket("EIO=4");
            assertNoSocket("EIO=4&transport=abc");
        }
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
            String session = POLLING + "&sid=" + open();

            // When
            int status = request("POST", session, "abc").join().statusCode();

            // Then
            assertThat(status).isEqualTo(400);
            assertThat(get(session).join().statusCode()).isEqualTo(400);
        }

        @Test
        void closesTheSessionUponDuplicatePollRequests() {
            // Given
            String session = POLLING + "&sid=" + open();

            // When
            CompletableFuture<HttpResponse<String>> one = get(session);
            CompletableFuture<HttpResponse<String>> other = get(session + "&t=burst");

            // Then: whichever arrives first is the one that waits
            List<HttpResponse<String>> answers = List.of(one.join(), other.join());
            assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 400);
            assertThat(answers).extracting(HttpResponse::body).contains("1");
            assertThat(get(session).join().statusCode()).isEqualTo(400);
        }

        @Test
        void closesTheSessionUponCancelledPollingRequest() throws IOException {
            // Given
            String session = POLLING + "&sid=" + open();

            // When
            URI address = server.address("http", session);
            try (Socket connection = new Socket(address.getHost(), address.getPort())) {
                String poll = "GET " + address.getPath() + "?" + address.getQuery() + " HTTP/1.1\r\nHost: x\r\n\r\n";
                connection.getOutputStream().write(poll.getBytes(US_ASCII));
            }

            // Then
            await().atMost(ofSeconds(20))
                    .until(() -> request("POST", session, "3").join().statusCode() == 400);
        }

        private void assertEchoed(String payload) {
            // Given
            String session = POLLING + "&sid=" + open();

            // When
            HttpResponse<String> posted = request("POST", session, payload).join();
            HttpResponse<String> polled = get(session).join();

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
            try (RawSocket socket = socket(WEBSOCKET)) {
                socket.send("4hello");

                assertThat(socket.awaitText("4")).isEqualTo("4hello");
            }
        }

        @Test
        void sendsAndReceivesABinaryPacket() {
            try (RawSocket socket = socket(WEBSOCKET)) {
                socket.send(new byte[] {1, 2, 3, 4});

                await().atMost(ofSeconds(20))
                        .untilAsserted(() -> assertThat(socket.binaries()).containsExactly(new byte[] {1, 2, 3, 4}));
            }
        }

        @Test
        void closesTheSessionUponInvalidPacketFormat() {
            try (RawSocket socket = socket(WEBSOCKET)) {
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
            String session = POLLING + "&sid=" + open();

            // When
            int status = request("POST", session, "4" + EchoServer.FAIL).join().statusCode();

            // Then
            assertThat(status).isEqualTo(400);
            assertThat(get(session).join().statusCode()).isEqualTo(400);
        }

        @Test
        void endsTheSessionByWebSocket() {
            try (RawSocket socket = socket(WEBSOCKET)) {
                socket.send("4" + EchoServer.FAIL);

                assertThat(socket.awaitClose()).isEqualTo(CloseReason.INTERNAL_ERROR.code());
            }
        }
    }

    @Nested
    class Heartbeat {

        @Test
        void sendsPingPongPacketsByHttpLongPolling() {
            // Given
            startWith(ofMillis(300), ofSeconds(20));
            String session = POLLING + "&sid=" + open();

            for (int i = 0; i < 3; i++) {
                // When
                HttpResponse<String> ping = get(session).join();
                HttpResponse<String> pong = request("POST", session, "3").join();

                // Then
                assertThat(ping.body()).isEqualTo("2");
                assertThat(pong.statusCode()).isEqualTo(200);
            }
        }

        @Test
        void closesTheSessionUponPingTimeoutByHttpLongPolling() {
            // Given
            startWith(ofMillis(300), ofSeconds(2));
            String session = POLLING + "&sid=" + open();

            // When
            String ping = get(session).join().body();
            String last = get(session).join().body();

            // Then
            assertThat(ping).isEqualTo("2");
            assertThat(last).isEqualTo("1");
            assertThat(get(session).join().statusCode()).isEqualTo(400);
        }

        @Test
        void sendsPingPongPacketsByWebSocket() {
            startWith(ofMillis(300), ofSeconds(20));
            try (RawSocket socket = socket(WEBSOCKET)) {
                for (int i = 1; i <= 3; i++) {
                    int pings = i;
                    await().atMost(ofSeconds(20))
                            .untilAsserted(() -> assertThat(socket.texts())
                                    .filteredOn("2"::equals)
                                    .hasSize(pings));
                    socket.send("3");
                }
            }
        }

        @Test
        void closesTheSessionUponPingTimeoutByWebSocket() {
            startWith(ofMillis(300), ofMillis(200));
            try (RawSocket socket = socket(WEBSOCKET)) {
                assertThat(socket.awaitClose()).isEqualTo(CloseReason.PING_TIMEOUT.code());
            }
        }
    }

    @Nested
    class Close {

        @Test
        void forcefullyClosesTheSessionByHttpLongPolling() {
            // Given
            String session = POLLING + "&sid=" + open();
            CompletableFuture<HttpResponse<String>> poll = get(session);

            // When
            HttpResponse<String> posted = request("POST", session, "1").join();

            // Then: the poll may arrive before or after
            assertThat(posted.statusCode()).isEqualTo(200);
            assertThat(poll.join().statusCode() == 400 || poll.join().body().equals("6"))
                    .isTrue();
            assertThat(get(session).join().statusCode()).isEqualTo(400);
        }

        @Test
        void forcefullyClosesTheSessionByWebSocket() {
            try (RawSocket socket = socket(WEBSOCKET)) {
                socket.send("1");

                assertThat(socket.awaitClose()).isEqualTo(CloseReason.CLIENT_DISCONNECTED.code());
            }
        }
    }

    @Nested
    class Upgrade {

        @Test
        void successfullyUpgradesFromHttpLongPollingToWebSocket() {
            // Given
            String sid = open();
            try (RawSocket socket = socket(WEBSOCKET + "&sid=" + sid)) {
                // When
                socket.send("2probe");
                socket.awaitText("3probe");

                // Then
                assertThat(get(POLLING + "&sid=" + sid).join().body()).isEqualTo("6");

                // When
                socket.send("5");
                socket.send("4hello");

                // Then
                assertThat(socket.awaitText("4")).isEqualTo("4hello");
            }
        }

        @Test
        void ignoresHttpRequestsWithSameSidAfterUpgrade() {
            // Given
            String sid = open();
            try (RawSocket socket = upgraded(sid)) {
                // When
                int status = get(POLLING + "&sid=" + sid).join().statusCode();

                // Then
                assertThat(status).isEqualTo(400);
                assertEchoes(socket);
            }
        }

        @Test
        void ignoresWebSocketConnectionWithSameSidAfterUpgrade() {
            // Given
            String sid = open();
            try (RawSocket socket = upgraded(sid);
                    RawSocket second = socket(WEBSOCKET + "&sid=" + sid)) {
                // Then
                assertThat(second.awaitClose()).isEqualTo(CloseReason.PROTOCOL_ERROR.code());
                assertEchoes(socket);
            }
        }

        private RawSocket upgraded(String sid) {
            RawSocket socket = socket(WEBSOCKET + "&sid=" + sid);
            socket.send("2probe");
            socket.send("5");
            socket.send("4upgraded");
            socket.awaitText("4upgraded");
            return socket;
        }

        private void assertEchoes(RawSocket socket) {
            socket.send("4hello");
            assertThat(socket.awaitText("4hello")).isEqualTo("4hello");
        }
    }

    private CompletableFuture<HttpResponse<String>> get(String query) {
        return request("GET", query, "");
    }

    private CompletableFuture<HttpResponse<String>> request(String method, String query, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.address("http", query))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).orTimeout(20, TimeUnit.SECONDS);
    }

    private RawSocket socket(String query) {
        return RawSocket.at(server.address("ws", query));
    }

    private void assertNoSocket(String query) {
        assertThatThrownBy(() -> socket(query)).isInstanceOf(CompletionException.class);
    }

    private String open() {
        return terms(get(POLLING).join().body()).path("sid").asText();
    }

    private static void assertTerms(String open, String upgrades) {
        JsonNode terms = terms(open);
        assertThat(open).startsWith("0");
        assertThat(terms.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
        assertThat(terms.path("upgrades").toString()).isEqualTo(upgrades);
        assertThat(terms.path("pingInterval").asInt()).isEqualTo(300);
        assertThat(terms.path("pingTimeout").asInt()).isEqualTo(200);
        assertThat(terms.path("maxPayload").asInt()).isEqualTo(1_000_000);
    }

    private static JsonNode terms(String open) {
        try {
            return EventCodec.JSON.readTree(open.substring(1));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not a handshake: " + open, e);
        }
    }
}
