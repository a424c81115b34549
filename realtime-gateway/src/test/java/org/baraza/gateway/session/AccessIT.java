package org.baraza.gateway.session;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.directory.UserDirectory;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.TestLog;
import org.baraza.gateway.Tokens;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whose access ends, when, and how they are told. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class AccessIT {

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @ConfigProperty(name = "gateway.kafka.bootstrap-servers")
    String bootstrapServers;

    @Inject
    UserDirectory directory;

    private final String amina = "amina-" + UUID.randomUUID();
    private TestLog log;

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
        log = new TestLog(bootstrapServers);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void closesTheSocketsOfSomebodyWhoIsSuspendedAndTakesNoCallOfTheirs() {
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            log.publish(TestLog.turnedAway(amina, true, null));

            // Then
            long told = System.nanoTime();
            assertThat(socket.awaitClose()).isEqualTo(CloseReason.ACCESS_REVOKED.code());
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(1));
        }
        assertTurnedAway(Tokens.of(amina));

        // When
        log.publish(TestLog.turnedAway(amina, false, null));

        // Then
        await().untilAsserted(() ->
                assertThat(directory.find(amina).orElseThrow().isSuspended()).isFalse());
        RawSocket.connect(gateway, amina).close();
    }

    @Test
    void endsTokensFromBeforeSomebodyWasSignedOutEverywhere() {
        // Given
        Instant signedOut = Instant.now().minusSeconds(60);
        String before = Tokens.claims(amina).issuedAt(signedOut.minusSeconds(1)).sign();
        try (RawSocket old = RawSocket.open(gateway);
                RawSocket fresh = RawSocket.connect(gateway, amina)) {
            old.send("40{\"token\":\"" + before + "\"}");
            old.awaitText("40{");

            // When
            log.publish(TestLog.turnedAway(amina, false, signedOut));

            // Then
            assertThat(old.awaitClose()).isEqualTo(CloseReason.ACCESS_REVOKED.code());
            fresh.send("420[\"online:get-users\"]");
            fresh.awaitText("430");
        }
        assertTurnedAway(before);
        assertThat(call(Tokens.of(amina))).isEqualTo(503);
    }

    @Test
    void closesASocketWhenItsTokenIsOverAndTakesItNoMore() {
        // Given
        Instant end = Instant.now().plusSeconds(3);
        String token = Tokens.claims(amina).expiresAt(end).sign();
        try (RawSocket socket = connect(token)) {
            // Then
            assertThat(socket.awaitClose()).isEqualTo(CloseReason.TOKEN_EXPIRED.code());
            assertThat(Instant.now()).isBetween(end.minusSeconds(1), end.plusSeconds(5));
        }
        try (RawSocket again = RawSocket.open(gateway)) {
            again.send("40{\"token\":\"" + token + "\"}");
            assertThat(again.awaitText("44")).contains("\"code\":\"TOKEN_INVALID\"");
        }
    }

    @Test
    void goesOnWithANewTokenOnTheSameSocket() {
        // Given
        Instant end = Instant.now().plusSeconds(3);
        try (RawSocket socket = connect(Tokens.claims(amina).expiresAt(end).sign())) {
            // When
            String renewed =
                    Tokens.claims(amina).expiresAt(end.plusSeconds(300)).sign();
            socket.send("427[\"auth:refresh\",{\"token\":\"" + renewed + "\"}]");

            // Then
            assertThat(socket.awaitText("437")).startsWith("437[{\"expiresAt\":\"");
            await().until(() -> Instant.now().isAfter(end.plusSeconds(3)));
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void takesNoTokenButAGoodOneOfTheSamePerson() {
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            socket.send("421[\"auth:refresh\",{\"token\":\"" + Tokens.of("baraka") + "\"}]");
            socket.send("422[\"auth:refresh\",{\"token\":\"nonsense\"}]");
            socket.send("423[\"auth:refresh\",{\"token\":{\"$ne\":1}}]");
            socket.send("424[\"auth:refresh\"]");

            // Then
            assertThat(socket.awaitText("431")).contains("\"code\":\"TOKEN_INVALID\"");
            assertThat(socket.awaitText("432")).contains("\"code\":\"TOKEN_INVALID\"");
            assertThat(socket.awaitText("433")).contains("\"code\":\"TOKEN_MISSING\"");
            assertThat(socket.awaitText("434")).contains("\"code\":\"TOKEN_MISSING\"", "\"status\":401");
            assertThat(socket.isOpen()).isTrue();
        }
    }

    private RawSocket connect(String token) {
        RawSocket socket = RawSocket.open(gateway);
        socket.send("40{\"token\":\"" + token + "\"}");
        socket.awaitText("40{");
        return socket;
    }

    private void assertTurnedAway(String token) {
        assertThat(call(token)).isEqualTo(401);
        assertThat(given().auth()
                        .oauth2(token)
                        .post("/api/v1/messages/conversations/dm." + amina + ".b/archive")
                        .statusCode())
                .isEqualTo(401);
        try (RawSocket socket = RawSocket.open(gateway)) {
            socket.send("40{\"token\":\"" + token + "\"}");
            assertThat(socket.awaitText("44")).contains("\"code\":\"TOKEN_REVOKED\"", "\"statusCode\":401");
        }
    }

    /** A call that is forwarded to a service that is away. */
    private static int call(String token) {
        return given().auth().oauth2(token).get("/api/v1/notifications").statusCode();
    }
}
