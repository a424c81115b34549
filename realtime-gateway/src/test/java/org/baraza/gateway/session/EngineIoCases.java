package org.baraza.gateway.session;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.gateway.RawSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.baraza.gateway.session.EchoClient.POLLING;
import static org.baraza.gateway.session.EchoClient.WEBSOCKET;

/** The cases that the official suites of Engine.IO protocol 4 and of Socket.IO protocol 5 share, under the same names. */
abstract class EngineIoCases {

    private final String path;
    private EchoServer server;
    private EchoClient client;

    /** @param path whose sessions are looked at */
    EngineIoCases(String path) {
        this.path = path;
    }

    /** Shows that a session brings messages to the layer above it, and back. */
    abstract void assertLives(RawSocket socket);

    /** Times that no test has to be quick for; those of the official suites where they matter. */
    @BeforeEach
    void start() {
        start(EchoServer.Settings.unhurried());
    }

    private void start(EchoServer.Settings settings) {
        server = new EchoServer(settings);
        client = new EchoClient(server, path);
    }

    private void startAsTheSuitesExpect() {
        server.close();
        start(EchoServer.Settings.ofTheSuites());
    }

    private void startWith(Duration pingInterval, Duration pingTimeout) {
        server.close();
        start(new EchoServer.Settings(pingInterval, pingTimeout, ofSeconds(20)));
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
            startAsTheSuitesExpect();

            // When
            HttpResponse<String> answer = client.get(POLLING).join();

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertTerms(answer.body(), "[\"websocket\"]");
        }

        @Test
        void failsWithAnInvalidEioQueryParameter() {
            assertThat(client.get("transport=polling").join().statusCode()).isEqualTo(400);
            assertThat(client.get("EIO=abc&transport=polling").join().statusCode())
                    .isEqualTo(400);
        }

        @Test
        void failsWithAnInvalidTransportQueryParameter() {
            assertThat(client.get("EIO=4").join().statusCode()).isEqualTo(400);
            assertThat(client.get("EIO=4&transport=abc").join().statusCode()).isEqualTo(400);
        }

        @Test
        void failsWithAnInvalidRequestMethod() {
            assertThat(client.request("POST", POLLING, "").join().statusCode()).isEqualTo(400);
            assertThat(client.request("PUT", POLLING, "").join().statusCode()).isEqualTo(400);
        }
    }

    @Nested
    class HandshakeByWebSocket {

        @Test
        void successfullyOpensASession() {
            startAsTheSuitesExpect();
            try (RawSocket socket = client.socket()) {
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
    class Heartbeat {

        @Test
        void sendsPingPongPacketsByHttpLongPolling() {
            // Given
            startWith(ofMillis(300), ofSeconds(20));
            String session = POLLING + "&sid=" + client.open();

            for (int i = 0; i < 3; i++) {
                // When
                HttpResponse<String> ping = client.get(session).join();
                HttpResponse<String> pong = client.request("POST", session, "3").join();

                // Then
                assertThat(ping.body()).isEqualTo("2");
                assertThat(pong.statusCode()).isEqualTo(200);
            }
        }

        @Test
        void closesTheSessionUponPingTimeoutByHttpLongPolling() {
            // Given
            startWith(ofMillis(300), ofSeconds(2));
            String session = POLLING + "&sid=" + client.open();

            // When
            String ping = client.get(session).join().body();
            String last = client.get(session).join().body();

            // Then
            assertThat(ping).isEqualTo("2");
            assertThat(last).isEqualTo("1");
            assertThat(client.get(session).join().statusCode()).isEqualTo(400);
        }

        @Test
        void sendsPingPongPacketsByWebSocket() {
            startWith(ofMillis(300), ofSeconds(20));
            try (RawSocket socket = client.socket()) {
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
            startAsTheSuitesExpect();
            try (RawSocket socket = client.socket()) {
                assertThat(socket.awaitClose()).isEqualTo(CloseReason.PING_TIMEOUT.code());
            }
        }
    }

    @Nested
    class Close {

        @Test
        void forcefullyClosesTheSessionByHttpLongPolling() {
            // Given
            String session = POLLING + "&sid=" + client.open();
            CompletableFuture<HttpResponse<String>> poll = client.get(session);

            // When
            HttpResponse<String> posted = client.request("POST", session, "1").join();

            // Then: the poll may arrive before or after
            assertThat(posted.statusCode()).isEqualTo(200);
            assertThat(poll.join().statusCode() == 400 || poll.join().body().equals("6"))
                    .isTrue();
            assertThat(client.get(session).join().statusCode()).isEqualTo(400);
        }

        @Test
        void forcefullyClosesTheSessionByWebSocket() {
            try (RawSocket socket = client.socket()) {
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
            String sid = client.open();
            try (RawSocket socket = client.socket(WEBSOCKET + "&sid=" + sid)) {
                // When
                socket.send("2probe");
                socket.awaitText("3probe");

                // Then
                assertThat(client.get(POLLING + "&sid=" + sid).join().body()).isEqualTo("6");

                // When
                socket.send("5");

                // Then
                assertLives(socket);
            }
        }

        @Test
        void ignoresHttpRequestsWithSameSidAfterUpgrade() {
            // Given
            String sid = client.open();
            try (RawSocket socket = upgraded(sid)) {
                // When
                int status = client.get(POLLING + "&sid=" + sid).join().statusCode();

                // Then
                assertThat(status).isEqualTo(400);
                assertLives(socket);
            }
        }

        @Test
        void ignoresWebSocketConnectionWithSameSidAfterUpgrade() {
            // Given
            String sid = client.open();
            try (RawSocket socket = upgraded(sid);
                    RawSocket second = client.socket(WEBSOCKET + "&sid=" + sid)) {
                // Then
                assertThat(second.awaitClose()).isEqualTo(CloseReason.PROTOCOL_ERROR.code());
                assertLives(socket);
            }
        }

        private RawSocket upgraded(String sid) {
            RawSocket socket = client.socket(WEBSOCKET + "&sid=" + sid);
            socket.send("2probe");
            socket.awaitText("3probe");
            socket.send("5");
            // what is sent over the new transport arrives after the move
            assertLives(socket);
            return socket;
        }
    }

    private void assertNoSocket(String query) {
        assertThatThrownBy(() -> client.socket(query)).isInstanceOf(CompletionException.class);
    }

    private static void assertTerms(String open, String upgrades) {
        JsonNode terms = EchoClient.terms(open);
        assertThat(open).startsWith("0");
        assertThat(terms.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
        assertThat(terms.path("upgrades").toString()).isEqualTo(upgrades);
        assertThat(terms.path("pingInterval").asInt()).isEqualTo(300);
        assertThat(terms.path("pingTimeout").asInt()).isEqualTo(200);
        assertThat(terms.path("maxPayload").asInt()).isEqualTo(1_000_000);
    }
}
