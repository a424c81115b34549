package org.baraza.gateway.session;

import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.TestLog;
import org.baraza.gateway.Tokens;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Who is let in, and who goes. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class ConnectIT {

    private static final int PROTOCOL_ERROR = 1002;

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @ConfigProperty(name = "gateway.kafka.bootstrap-servers")
    String bootstrapServers;

    private final String amina = "amina-" + UUID.randomUUID();

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
    }

    @Test
    void connectsWithAGoodTokenUnderAnIdThatIsNotTheTransports() throws Exception {
        // Given
        try (RawSocket socket = RawSocket.open(gateway)) {
            String sid = EventCodec.JSON
                    .readTree(socket.awaitText("0").substring(1))
                    .path("sid")
                    .asText();

            // When
            socket.send("40{\"token\":\"Bearer " + Tokens.of(amina) + "\"}");

            // Then
            JsonNode connected =
                    EventCodec.JSON.readTree(socket.awaitText("40{").substring(2));
            assertThat(connected.path("sid").asText()).isNotBlank().isNotEqualTo(sid);
            assertThat(connected.fieldNames()).toIterable().containsExactly("sid", "pid");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void doesNotConnectWithoutAGoodToken(String name, String connect, String code) throws Exception {
        // Given
        try (RawSocket socket = RawSocket.open(gateway)) {
            // When
            socket.send(connect);

            // Then
            JsonNode error = EventCodec.JSON.readTree(socket.awaitText("44").substring(2));
            assertThat(error.path("message").asText()).isNotBlank().doesNotContain("siri");
            assertThat(error.path("data").path("code").asText()).isEqualTo(code);
            assertThat(error.path("data").path("statusCode").asInt()).isEqualTo(401);
            assertThat(socket.texts()).noneMatch(text -> text.startsWith("40"));
        }
    }

    static Stream<Arguments> doesNotConnectWithoutAGoodToken() {
        String good = Tokens.of("amina");
        return Stream.of(
                arguments("nothing", "40", "TOKEN_MISSING"),
                arguments("no token", "40{}", "TOKEN_MISSING"),
                arguments("null", "40{\"token\":null}", "TOKEN_MISSING"),
                arguments("a number", "40{\"token\":5}", "TOKEN_MISSING"),
                arguments("blank", "40{\"token\":\" \"}", "TOKEN_MISSING"),
                arguments("nonsense", "40{\"token\":\"siri\"}", "TOKEN_INVALID"),
                arguments("too long", token("x".repeat(20_000)), "TOKEN_INVALID"),
                arguments(
                        "expired",
                        token(Tokens.claims("amina")
                                .expiresAt(Instant.now().minusSeconds(60))
                                .sign()),
                        "TOKEN_INVALID"),
                arguments(
                        "another issuer",
                        token(Tokens.claims("amina").issuer("siri").sign()),
                        "TOKEN_INVALID"),
                arguments(
                        "another audience",
                        token(Tokens.claims("amina").audience("siri").sign()),
                        "TOKEN_INVALID"),
                arguments("nobody", token(Tokens.claims("not an id").sign()), "TOKEN_INVALID"),
                arguments(
                        "no such account",
                        token(Tokens.claims("amina")
                                .claim("accountType", "ROOT")
                                .sign()),
                        "TOKEN_INVALID"),
                arguments("tampered", token(good.substring(0, good.length() - 8) + "AAAAAAAA"), "TOKEN_INVALID"),
                arguments("alg none", token("eyJhbGciOiJub25lIn0." + good.split("\\.")[1] + "."), "TOKEN_INVALID"));
    }

    @Test
    void knowsNoOtherNamespace() {
        // Given
        try (RawSocket socket = RawSocket.open(gateway)) {
            // When
            socket.send("40/admin,{\"token\":\"" + Tokens.of(amina) + "\"}");

            // Then
            assertThat(socket.awaitText("44/admin,")).isEqualTo("44/admin,{\"message\":\"Invalid namespace\"}");
        }
    }

    @Test
    void canTryAgainAfterABadToken() {
        // Given
        try (RawSocket socket = RawSocket.open(gateway)) {
            socket.send("40{\"token\":\"nonsense\"}");
            socket.awaitText("44{");

            // When
            socket.send("40{\"token\":\"" + Tokens.of(amina) + "\"}");

            // Then
            socket.awaitText("40{");
        }
    }

    @Test
    void closesATransportOnWhichNobodyConnects() {
        // Given
        try (RawSocket socket = RawSocket.open(gateway)) {
            socket.send("40{\"token\":\"nonsense\"}");

            // Then
            assertThat(socket.awaitClose()).isEqualTo(4001);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET    | EIO=4                                            | 0 | Transport unknown",
                "GET    | EIO=4&transport=carrier-pigeon                   | 0 | Transport unknown",
                "POST   | EIO=4&transport=polling                          | 2 | Bad handshake method",
                "GET    | EIO=4&transport=websocket                        | 3 | Bad request",
                "GET    | EIO=3&transport=polling                          | 5 | Unsupported protocol version",
                "GET    | transport=polling                                | 5 | Unsupported protocol version",
                "GET    | EIO=4&transport=polling&sid=abcdefghijklmnopqrst | 1 | Session ID unknown",
                "POST   | EIO=4&transport=polling&sid=%24%7B%7D            | 1 | Session ID unknown"
            })
    void turnsAwayWhatOpensNoSessionInTheWordsOfTheProtocol(String method, String query, int code, String message) {
        // When
        Response answer = given().urlEncodingEnabled(false).request(method, "/socket.io/?" + query);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.asString()).isEqualTo("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    @Test
    void opensNoSocketForAWebsiteThatIsNotListed() {
        // When
        RawSocket.openOn(gateway, "http://localhost:3000").close();

        // Then
        assertThatThrownBy(() -> RawSocket.openOn(gateway, "http://elsewhere.example"))
                .cause()
                .asInstanceOf(type(WebSocketHandshakeException.class))
                .extracting(refused -> refused.getResponse().statusCode())
                .isEqualTo(403);
    }

    @Test
    void takesNoEventFromSomebodyWhoHasNotConnected() {
        // Given
        try (RawSocket socket = RawSocket.open(gateway)) {
            // When
            socket.send("42[\"online:get-users\"]");

            // Then
            assertThat(socket.awaitClose()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void letsAClientLeaveAndConnectAgainOnTheSameTransport() {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            socket.send("41");

            // When
            socket.send(token(Tokens.of(amina)));
            socket.send("421[\"online:get-users\"]");

            // Then
            socket.awaitText("431[");
            assertThat(socket.texts())
                    .filteredOn(text -> text.startsWith("40{"))
                    .doesNotHaveDuplicates()
                    .hasSize(2);
        }
    }

    @Test
    void aClientThatComesBackGetsWhatItHasMissedOnceAndInOrderBeforeWhatIsNew() throws Exception {
        try (TestLog log = new TestLog(bootstrapServers)) {
            // Given
            String pid;
            String offset;
            try (RawSocket before = RawSocket.connect(gateway, amina)) {
                pid = pidOf(before);
                archive(log, 1);
                before.awaitText(archived(1));
                offset = before.offsets().get(0);
            }
            try (RawSocket witness = RawSocket.connect(gateway, amina)) {
                archive(log, 2);
                witness.awaitText(archived(2));
                archive(log, 3);
                witness.awaitText(archived(3));
            }

            // When
            try (RawSocket back = RawSocket.open(gateway)) {
                back.send(comeBack(amina, pid, offset));
                String consent = back.awaitText("40{");
                archive(log, 4);

                // Then
                back.awaitText(archived(4));
                assertThat(consent).contains("\"pid\":\"" + pid + "\"");
                assertThat(back.texts())
                        .filteredOn(text -> text.contains("archived"))
                        .containsExactly(archived(2), archived(3), archived(4));
                assertThat(back.texts()).containsSubsequence(consent, archived(2));
                assertThat(back.offsets()).hasSize(3).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aClientComesBackOnlyToWhatIsItsOwnAndWasNotLeft() throws Exception {
        try (TestLog log = new TestLog(bootstrapServers);
                RawSocket socket = RawSocket.connect(gateway, amina)) {
            // Given
            String pid = pidOf(socket);
            archive(log, 1);
            socket.awaitText(archived(1));
            String offset = socket.offsets().get(0);
            archive(log, 2);
            socket.awaitText(archived(2));

            // Then
            assertBeginsAnew("somebody-else", pid, offset);
            assertBeginsAnew(amina, "invented", offset);
            assertBeginsAnew(amina, "*", offset);
            assertBeginsAnew(amina, pid, "invented");

            // When
            socket.send("41");
            await().atMost(ofSeconds(20)).untilAsserted(() -> assertBeginsAnew(amina, pid, offset));
        }
    }

    private void assertBeginsAnew(String userId, String pid, String offset) throws Exception {
        try (RawSocket back = RawSocket.open(gateway)) {
            back.send(comeBack(userId, pid, offset));

            assertThat(pidOf(back)).isNotEmpty().isNotEqualTo(pid);
            assertThat(back.texts()).noneMatch(text -> text.contains("archived"));
        }
    }

    private static String pidOf(RawSocket socket) throws Exception {
        return EventCodec.JSON
                .readTree(socket.awaitText("40{").substring(2))
                .path("pid")
                .asText();
    }

    private static String comeBack(String userId, String pid, String offset) {
        return "40{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\",\"token\":\"" + Tokens.of(userId) + "\"}";
    }

    private String talk(int number) {
        return ConversationId.direct(amina, "other-" + number).value();
    }

    /** Concerns nobody but Amina. */
    private void archive(TestLog log, int number) {
        log.tell(new ConversationArchived("k" + number, talk(number), amina, 1, Instant.EPOCH));
    }

    private String archived(int number) {
        return "42[\"conversation:archived\",{\"conversationId\":\"" + talk(number) + "\"}]";
    }

    @Test
    void letsAClientGo() {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            socket.send("1");

            // Then
            assertThat(socket.awaitClose()).isEqualTo(1000);
        }
    }

    private static String token(String token) {
        return "40{\"token\":\"" + token + "\"}";
    }
}
