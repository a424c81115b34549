package org.baraza.gateway.session;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketFrame;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The socket as bytes on the wire, without a client library. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class SocketIT {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_LARGE = 1009;

    @Inject
    Vertx vertx;

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    private final String amina = "amina-" + UUID.randomUUID();
    private final String baraka = "baraka-" + UUID.randomUUID();

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
    }

    @Test
    void beginsWithTheTermsOfTheSession() throws Exception {
        // When
        try (RawSocket socket = RawSocket.open(gateway)) {
            String open = socket.awaitText("0");

            // Then
            JsonNode terms = EventCodec.JSON.readTree(open.substring(1));
            assertThat(terms.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
            assertThat(terms.path("sid").asText()).hasSizeGreaterThanOrEqualTo(20);
            assertThat(terms.path("upgrades")).isEmpty();
            assertThat(terms.path("pingInterval").asInt()).isEqualTo(1_000);
            assertThat(terms.path("pingTimeout").asInt()).isEqualTo(4_000);
            assertThat(terms.path("maxPayload").asInt()).isEqualTo(262_144);
        }
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
            assertThat(connected).hasSize(1);
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
            assertThat(socket.awaitText("44/admin,")).contains("INVALID_NAMESPACE");
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

    @Test
    void keepsAClientThatAnswersPings() {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            await().atMost(ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(socket.texts()).filteredOn("2"::equals).hasSizeGreaterThan(5));

            // Then
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void closesAClientThatDoesNot() {
        // Given
        try (RawSocket socket = RawSocket.openMute(gateway)) {
            socket.send("40{\"token\":\"" + Tokens.of(amina) + "\"}");
            socket.awaitText("40{");

            // Then
            assertThat(socket.awaitClose()).isEqualTo(4000);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "nothing",
            value = {
                "``",
                "x",
                "9",
                "0",
                "2",
                "5",
                "6",
                "4",
                "4x",
                "47",
                "42",
                "42{}",
                "42[]",
                "42[5]",
                "42[\"unfinished\"",
                "42[\"event\"",
                "42[\"a\",{\"b\":1,\"b\":2}]",
                "451-[\"event\",{\"_placeholder\":true,\"num\":1}]",
                "4599-[\"event\"]",
                "42/admin,[\"event\"]",
                "42[\"connect\"]",
                "40{\"token\":\"twice\"}"
            })
    void endsWithAProtocolErrorWhatDoesNotSpeakTheProtocol(String frame) {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina);
                RawSocket neighbour = RawSocket.connect(gateway, amina)) {
            // When
            socket.send(frame);

            // Then
            assertThat(socket.awaitClose()).isEqualTo(PROTOCOL_ERROR);
            neighbour.send("421[\"conversation:join\",\"" + talk() + "\"]");
            assertThat(neighbour.awaitText("431")).isEqualTo("431[{\"ok\":true}]");
        }
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
    void takesNoBytesThatWereNotAnnounced() {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            socket.send(new byte[] {1, 2, 3});

            // Then
            assertThat(socket.awaitClose()).isEqualTo(1003);
        }
    }

    /** The client of the JDK sends no frame of more than 16 KiB: a long message comes in several. */
    @Test
    void endsAMessageThatGrowsTooLongFrameByFrame() {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            socket.send("42[\"message:send\",\"" + "x".repeat(300_000) + "\"]");

            // Then
            assertThat(socket.awaitClose()).isEqualTo(TOO_LARGE);
        }
    }

    @Test
    void endsAFrameThatIsTooLong() {
        // Given
        CompletableFuture<Integer> closeCode = new CompletableFuture<>();
        WebSocketFrame frame = WebSocketFrame.textFrame("4" + "x".repeat(300_000), true);

        // When
        vertx.createWebSocketClient()
                .connect(gateway.getPort(), gateway.getHost(), "/socket.io/?EIO=4&transport=websocket")
                .onSuccess(socket -> {
                    socket.closeHandler(closed ->
                            closeCode.complete(socket.closeStatusCode().intValue()));
                    socket.writeFrame(frame);
                })
                .onFailure(closeCode::completeExceptionally);

        // Then
        assertThat(closeCode.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"1", "41"})
    void letsAClientGo(String goodbye) {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            socket.send(goodbye);

            // Then
            assertThat(socket.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void answersWhatItDoesNotKnow() {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            socket.send("42[\"no:such-event\",{}]");
            socket.send("427[\"no:such-event\",{}]");

            // Then
            assertThat(socket.awaitText("437["))
                    .contains("\"code\":\"UNKNOWN_EVENT\"")
                    .contains("\"statusCode\":404");
            assertThat(socket.texts()).filteredOn(text -> text.startsWith("43")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"message:send\"]                                        | 400 | MALFORMED",
                "[\"message:send\",null]                                   | 400 | MALFORMED",
                "[\"message:send\",{}]                                     | 404 | RECEIVER_UNKNOWN",
                "[\"message:send\",{\"receiverId\":\"baraka\"}]            | 400 | CONTENT_EMPTY",
                "[\"message:send\",{\"conversationId\":\"dm.b.c\"}]        | 404 | CONVERSATION_UNKNOWN",
                "[\"conversation:read\"]                                   | 400 | MALFORMED",
                "[\"conversation:read\",\"dm.b.c\"]                        | 404 | CONVERSATION_UNKNOWN",
                "[\"conversation:join\"]                                   | 404 | CONVERSATION_UNKNOWN",
                "[\"conversation:join\",{\"$ne\":null}]                    | 404 | CONVERSATION_UNKNOWN",
                "[\"conversation:leave\",\"dm.b.c\"]                       | 404 | CONVERSATION_UNKNOWN"
            })
    void refusesAnEventWithItsReason(String event, int status, String code) throws Exception {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            socket.send("4212" + event);

            // Then
            JsonNode answer = EventCodec.JSON
                    .readTree(socket.awaitText("4312[").substring(4))
                    .path(0);
            assertThat(answer.path("code").asText()).isEqualTo(code);
            assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
            assertThat(answer.path("error").asText()).isNotBlank();
            assertThat(answer.path("message").asText()).isNotBlank();
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void saysThatTheOutcomeOfACommandIsUnknownWhereNobodyAnswers() {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            socket.send("420[\"message:send\",{\"receiverId\":\"" + baraka + "\",\"content\":\"anybody there?\"}]");

            // Then
            assertThat(socket.awaitText("430["))
                    .contains("\"code\":\"OUTCOME_UNKNOWN\"")
                    .contains("\"status\":503");
        }
    }

    private String talk() {
        return "dm." + amina + "." + baraka;
    }

    private static String token(String token) {
        return "40{\"token\":\"" + token + "\"}";
    }
}
