package org.baraza.gateway.session;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What one person, one address and one socket may have of a gateway, and the gateway of clients; with small limits. */
@QuarkusTest
@TestProfile(LimitsIT.SmallLimits.class)
class LimitsIT {

    private static final int MAX_OPEN = 8;
    private static final int MAX_PER_ADDRESS = 3;
    private static final int MAX_PER_USER = 2;
    private static final int MAX_UNANSWERED = 2;
    private static final int FRAME_BURST = 50;

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private final String amina = "amina-" + UUID.randomUUID();

    /** The gateway of the other tests with other limits; the tests come through a proxy that it trusts. */
    public static final class SmallLimits implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gateway.sockets.max-open", "" + MAX_OPEN,
                    "gateway.sockets.max-per-address", "" + MAX_PER_ADDRESS,
                    "gateway.sockets.max-per-user", "" + MAX_PER_USER,
                    "gateway.sockets.max-unanswered", "" + MAX_UNANSWERED,
                    "gateway.sockets.frames-per-second", "10",
                    "gateway.sockets.frame-burst", "" + FRAME_BURST,
                    "gateway.sockets.trusted-proxies", "127.0.0.0/8,::1",
                    "gateway.sockets.connect-timeout", "1m",
                    "gateway.commands.timeout", "3s");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RealBackends.class));
        }
    }

    @BeforeEach
    void untilNobodyIsConnected() {
        Readiness.await(health);
        await().atMost(ofSeconds(20)).until(() -> metric("baraza_gateway_sessions_open") == 0);
    }

    @Test
    void takesNoMoreSocketsThanTheGatewayMayHave() {
        // Given
        List<RawSocket> sockets = open(MAX_OPEN, "");
        try {
            // When
            Response refused = openByPolling("198.51.100.99");

            // Then
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(metric("baraza_gateway_handshakes_refused_total{reason=\"FULL\"}"))
                    .isPositive();
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }

    @Test
    void takesNoMoreSocketsOfOneAddressThanItMayHave() {
        // Given
        List<RawSocket> sockets = open(MAX_PER_ADDRESS, "203.0.113.7");
        try {
            // When
            Response refused = openByPolling("203.0.113.7");

            // Then: others are not concerned
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(metric("baraza_gateway_handshakes_refused_total{reason=\"ADDRESS_FULL\"}"))
                    .isPositive();
            RawSocket.openFrom(gateway, "203.0.113.8").close();

            // When
            sockets.get(0).close();

            // Then
            await().atMost(ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> RawSocket.openFrom(gateway, "203.0.113.7").close());
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }

    @Test
    void takesNoMoreSocketsOfOnePersonThanTheyMayHave() {
        // Given
        List<RawSocket> sockets = new ArrayList<>(open(MAX_PER_USER + 1, ""));
        try {
            for (int i = 0; i < MAX_PER_USER; i++) {
                connect(sockets.get(i));
                sockets.get(i).awaitText("40{");
            }

            // When
            RawSocket last = sockets.get(MAX_PER_USER);
            connect(last);

            // Then: its transport is closed, upon which clients come back later; no CONNECT_ERROR, upon which they do
            // not
            assertThat(last.awaitClose()).isEqualTo(CloseReason.TOO_MANY_SOCKETS.code());
            assertThat(last.texts()).noneMatch(text -> text.startsWith("4"));
            assertThat(metric("baraza_gateway_sessions_closed_total{reason=\"TOO_MANY_SOCKETS\"}"))
                    .isPositive();

            // When
            sockets.get(0).send("41");

            // Then: one left, so there is a place again
            await().atMost(ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> RawSocket.connect(gateway, amina).close());
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }

    @Test
    void carriesOutNoMoreEventsOfASocketThanMayWaitForTheirAnswer() {
        // Given: commands that nobody carries out
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            for (int i = 0; i < MAX_UNANSWERED; i++) {
                socket.send("42" + i + sendMessage());
            }

            // When
            socket.send("429" + sendMessage());

            // Then
            assertThat(socket.awaitText("439[")).contains("\"code\":\"TOO_MANY_REQUESTS\"");
            assertThat(socket.texts()).noneMatch(text -> text.startsWith("430["));

            // When
            assertThat(socket.awaitText("430[")).contains("OUTCOME_UNKNOWN");
            assertThat(socket.awaitText("431[")).contains("OUTCOME_UNKNOWN");
            socket.send("427[\"online:get-users\"]");

            // Then
            assertThat(socket.awaitText("437[")).contains("userIds");
        }
    }

    @Test
    void closesASocketThatSendsMoreFramesThanItMay() {
        // Given
        try (RawSocket flood = RawSocket.connect(gateway, amina);
                RawSocket neighbour = RawSocket.connect(gateway, "neighbour-of-" + amina)) {
            double closedBefore = metric("baraza_gateway_sessions_closed_total{reason=\"TOO_MANY_FRAMES\"}");

            // When
            for (int i = 0; i <= FRAME_BURST + 50 && flood.isOpen(); i++) {
                flood.trySend("42[\"online:get-users\"]");
            }

            // Then
            assertThat(flood.awaitClose()).isEqualTo(CloseReason.TOO_MANY_FRAMES.code());
            neighbour.send("427[\"online:get-users\"]");
            assertThat(neighbour.awaitText("437[")).contains("userIds");
            assertThat(metric("baraza_gateway_sessions_closed_total{reason=\"TOO_MANY_FRAMES\"}"))
                    .isEqualTo(closedBefore + 1);
        }
    }

    private List<RawSocket> open(int count, String address) {
        List<RawSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String from = address.isEmpty() ? "198.51.100." + i : address;
            sockets.add(RawSocket.openFrom(gateway, from));
            sockets.get(i).awaitText("0");
        }
        return sockets;
    }

    private void connect(RawSocket socket) {
        socket.send("40{\"token\":\"" + Tokens.of(amina) + "\"}");
    }

    private static Response openByPolling(String address) {
        return given().header("X-Forwarded-For", address).get("/socket.io/?EIO=4&transport=polling");
    }

    private static String sendMessage() {
        return "[\"message:send\",{\"receiverId\":\"baraka\",\"content\":\"anybody there?\"}]";
    }

    private double metric(String name) {
        String text = given().get(metrics).asString();
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(0);
    }
}
