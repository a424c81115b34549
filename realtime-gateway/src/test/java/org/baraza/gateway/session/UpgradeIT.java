package org.baraza.gateway.session;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Clients that move from long-polling to a WebSocket. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class UpgradeIT {

    private static final String BAD_REQUEST = "{\"code\":3,\"message\":\"Bad request\"}";
    private static final int PROTOCOL_ERROR = 1002;

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    private final String amina = "amina-" + UUID.randomUUID();

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
    }

    @Test
    void successfullyUpgradesFromPollingToWebSocket() {
        // Given
        Poller poller = Poller.open(gateway);
        try (RawSocket socket = RawSocket.upgrade(gateway, poller.sid())) {
            // When
            socket.send("2probe");
            socket.awaitText("3probe");

            // Then
            assertThat(poller.pollNow().body()).isEqualTo("6");
            socket.send("5");
            socket.send("40{\"token\":\"" + Tokens.of(amina) + "\"}");
            assertThat(socket.awaitText("40{")).contains("sid");
        }
    }

    @Test
    void bringsByWebSocketWhatWaitedForAPoll() {
        // Given
        Poller poller = Poller.connect(gateway, amina);
        try (RawSocket socket = RawSocket.upgrade(gateway, poller.sid())) {
            // When
            socket.send("2probe");
            socket.send("5");

            // Then
            assertThat(socket.awaitText("40{")).contains("sid");
            assertThat(socket.texts().get(0)).isEqualTo("3probe");
        }
    }

    @Test
    void ignoresHttpRequestsWithSameSidAfterUpgrade() {
        // Given
        Poller poller = Poller.connect(gateway, amina);
        try (RawSocket socket = upgraded(poller)) {
            // When
            HttpResponse<String> polled = poller.pollNow();
            HttpResponse<String> posted = poller.post("421[\"one\"]");

            // Then
            assertThat(polled.body()).isEqualTo(BAD_REQUEST);
            assertThat(posted.body()).isEqualTo(BAD_REQUEST);
            assertStillServed(socket);
        }
    }

    @Test
    void ignoresWebSocketConnectionWithSameSidAfterUpgrade() {
        // Given
        Poller poller = Poller.connect(gateway, amina);
        try (RawSocket socket = upgraded(poller);
                RawSocket second = RawSocket.upgrade(gateway, poller.sid())) {
            // Then
            assertThat(second.awaitClose()).isEqualTo(PROTOCOL_ERROR);
            assertStillServed(socket);
        }
    }

    @Test
    void staysOnPollingWhenTheWebSocketBreaksTheProtocol() {
        // Given
        Poller poller = Poller.connect(gateway, amina);
        try (RawSocket socket = RawSocket.upgrade(gateway, poller.sid())) {
            // When
            socket.send("2probe");
            socket.awaitText("3probe");
            socket.send("4what is this");

            // Then
            assertThat(socket.awaitClose()).isEqualTo(PROTOCOL_ERROR);
            assertThat(poller.pollNow().body()).startsWith("40{");
        }
    }

    @Test
    void staysOnPollingWhenTheWebSocketIsGone() {
        // Given
        Poller poller = Poller.connect(gateway, amina);
        RawSocket socket = RawSocket.upgrade(gateway, poller.sid());
        socket.send("2probe");
        socket.awaitText("3probe");

        // When
        socket.close();

        // Then
        assertThat(poller.pollNow().body()).startsWith("40{");
        await().atMost(ofSeconds(20)).until(() -> poller.pollNow().body().equals("2"));
        assertThat(poller.post("3").body()).isEqualTo("ok");
    }

    private static void assertStillServed(RawSocket socket) {
        socket.send("427[\"no such event\"]");
        assertThat(socket.awaitText("437[")).contains("UNKNOWN_EVENT");
    }

    private RawSocket upgraded(Poller poller) {
        RawSocket socket = RawSocket.upgrade(gateway, poller.sid());
        socket.send("2probe");
        socket.send("5");
        socket.awaitText("40{");
        return socket;
    }
}
