package org.baraza.gateway.session;

import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
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
import org.junit.jupiter.params.provider.CsvSource;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
                "451-/admin,[\"event\",{\"_placeholder\":true,\"num\":0}]",
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
    void takesNoBytesThatWereNotAnnounced() {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            socket.send(new byte[] {1, 2, 3});

            // Then
            assertThat(socket.awaitClose()).isEqualTo(1003);
        }
    }

    @Test
    void takesBytesForWhatIsMalformedWhereAFieldIsNoBytes() {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            socket.send(
                    "451-7[\"message:send\",{\"receiverId\":\"baraka\",\"content\":{\"_placeholder\":true,\"num\":0}}]");
            socket.send(new byte[] {1, 2, 3});

            // Then
            assertThat(socket.awaitText("437[")).contains("\"code\":\"MALFORMED\"");
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
}
