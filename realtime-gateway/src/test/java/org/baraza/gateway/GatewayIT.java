package org.baraza.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(RealBackends.class)
class GatewayIT {

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
    }

    @Test
    void isAlive() {
        // When
        Response answer = given().get(health + "/live");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("status")).isEqualTo("UP");
    }

    @Test
    void isReadyOnceTheLogIsReachedAndFollowed() {
        await().atMost(ofSeconds(30)).untilAsserted(() -> {
            Response answer = given().get(health + "/ready");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.jsonPath().getMap("checks.find { it.name == 'gateway' }.data"))
                    .containsEntry("log reached", true)
                    .containsEntry("following events", true)
                    .containsEntry("draining", false);
        });
    }

    @Test
    void readinessIsAskedOfNothingButTheGateway() {
        // When
        Response answer = given().get(health + "/ready");

        // Then
        assertThat(answer.jsonPath().getList("checks.name", String.class)).containsExactly("gateway");
    }

    @Test
    void countsWhatItDoes() {
        // Given
        String amina = "amina-" + UUID.randomUUID();
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            socket.send("420[\"online:get-users\"]");
            socket.awaitText("42[\"online:users-list\"");

            // When
            String page = given().get(metrics).asString();

            // Then
            assertThat(page)
                    .contains("baraza_gateway_sessions_open ")
                    .contains("baraza_gateway_sessions_closed_total{reason=\"PING_TIMEOUT\"")
                    .contains("baraza_gateway_sessions_closed_total{reason=\"SLOW_CONSUMER\"")
                    .contains("baraza_gateway_frames_in_total ")
                    .contains("baraza_gateway_frames_out_total ")
                    .contains("baraza_gateway_connects_refused_total ")
                    .contains("baraza_gateway_commands_pending ")
                    .contains("baraza_gateway_command_latency_seconds_bucket")
                    .contains("baraza_gateway_delivery_latency_seconds_bucket")
                    .contains("baraza_gateway_delivery_repeated_total ")
                    .contains("baraza_gateway_users_online ")
                    .doesNotContain(amina);
            assertThat(valueOf("baraza_gateway_sessions_open ", page)).isGreaterThanOrEqualTo(1);
            assertThat(valueOf("baraza_gateway_frames_in_total ", page)).isGreaterThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,   /api/v1/messages/conversations",
        "GET,   /api/v1/messages/conversations/dm.amina.baraka",
        "GET,   /api/v1/messages/unread-count",
        "GET,   /api/v1/notifications",
        "GET,   /api/v1/notifications/unread-count",
        "PATCH, /api/v1/notifications/n1/read",
        "POST,  /api/v1/notifications/mark-all-read",
        "DELETE, /api/v1/notifications/n1",
        "GET,   /api/v1/notifications/preferences",
        "PUT,   /api/v1/notifications/preferences",
        "POST,  /api/v1/notifications/push-tokens",
        "DELETE, /api/v1/notifications/push-tokens/t1",
        "GET,   /api/v1/notifications/decisions?messageId=m",
        "GET,   /api/v1/messages/dm.amina.baraka-1/readers",
        "GET,   /api/v1/messages/dm.amina.baraka-1/versions",
        "GET,   /api/v1/sync?conversationId=dm.amina.baraka",
        "POST,  /api/v1/sync",
        "GET,   /api/v1/broadcasts",
        "POST,  /api/v1/broadcasts/drafts",
        "POST,  /api/v1/broadcasts/bc.1/acknowledge/more"
    })
    void saysSoWhenTheOwnerOfAPathIsAway(String method, String path) {
        // When
        Response answer = given().auth().oauth2(Tokens.of("amina")).request(method, path);

        // Then
        assertProblem(answer, 503, "SERVICE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /api/v1/messages",
        "PUT,    /api/v1/messages/dm.amina.baraka-1",
        "DELETE, /api/v1/messages/dm.amina.baraka-1",
        "POST,   /api/v1/messages/conversations/dm.amina.baraka/read",
        "POST,   /api/v1/messages/conversations/dm.amina.baraka/archive",
        "POST,   /api/v1/messages/broadcast",
        "POST,   /api/v1/broadcasts/bc.00112233445566778899aabbccddeeff/acknowledge"
    })
    void takesNoCommandFromNobody(String method, String path) {
        assertProblem(given().contentType("application/json").body("{}").request(method, path), 401, "UNAUTHORIZED");
        assertProblem(
                given().auth()
                        .oauth2(Tokens.claims("amina").expiresAt(1).sign())
                        .contentType("application/json")
                        .body("{}")
                        .request(method, path),
                401,
                "UNAUTHORIZED");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1",
        "GET,  /api/v1/nothing",
        "GET,  /api/v1/messages/a/b/c",
        "POST, /api/v1/sync/more",
        "GET,  /api/v1/messagesx"
    })
    void knowsNoOtherPaths(String method, String path) {
        assertThat(given().auth()
                        .oauth2(Tokens.of("amina"))
                        .request(method, path)
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    | /api/v1/messages/dm.b.c-1                         | {\"content\":\"x\"} | 404 | MESSAGE_UNKNOWN",
                "PUT    | /api/v1/messages/nothing                          | {\"content\":\"x\"} | 404 | MESSAGE_UNKNOWN",
                "PUT    | /api/v1/messages/dm.amina.b-1                     | {}                  | 400 | MALFORMED",
                "PUT    | /api/v1/messages/dm.amina.b-1                     | {\"content\":\"\"}  | 400 | CONTENT_EMPTY",
                "DELETE | /api/v1/messages/dm.b.c-1?for=everyone            | {}                  | 404 | MESSAGE_UNKNOWN",
                "DELETE | /api/v1/messages/dm.amina.b-1?for=all             | {}                  | 400 | MALFORMED",
                "POST   | /api/v1/messages/conversations/dm.b.c/archive     | {}                  | 404 | CONVERSATION_UNKNOWN",
                "POST   | /api/v1/messages/broadcast                        | {}                  | 400 | AUDIENCE_INVALID",
                "POST   | /api/v1/messages/broadcast | {\"recipientType\":\"ALL\",\"title\":\"t\",\"content\":\"c\"} | 403 | FORBIDDEN",
                "POST   | /api/v1/broadcasts/dm.amina.b/acknowledge         | {}                  | 404 | CONVERSATION_UNKNOWN"
            })
    void refusesWhatIsNotAllowed(String method, String path, String body, int status, String code) {
        assertProblem(
                given().auth()
                        .oauth2(Tokens.of("amina"))
                        .contentType("application/json")
                        .body(body)
                        .request(method, path),
                status,
                code);
    }

    @Test
    void takesABodyOfFourMebibytesForBroadcastsAlone() throws IOException {
        // Given
        String large = "{\"content\":\"" + "x".repeat(300_000) + "\"}";

        // Then
        assertThat(statusOfAnnounced("/api/v1/messages", large.length())).isEqualTo(413);
        assertProblem(broadcast(large), 400, "AUDIENCE_INVALID");
        assertThat(statusOfAnnounced("/api/v1/messages/broadcast", 4 * 1024 * 1024 + 1))
                .isEqualTo(413);
    }

    /** Announces a body and sends nothing of it: a client that is in the middle of sending may miss the answer. */
    private static int statusOfAnnounced(String path, int length) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Tokens.of("amina")
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(status.split(" ")[1]);
        }
    }

    private static Response broadcast(String body) {
        return given().auth()
                .oauth2(Tokens.of("amina"))
                .contentType("application/json")
                .body(body)
                .post("/api/v1/messages/broadcast");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"content\":siri}", "{\"content\":\"siri\",\"content\":\"siri\"}", "{}{}"})
    void refusesABodyThatIsNoJsonWithoutQuotingIt(String body) {
        // When
        Response answer = post(body);

        // Then
        assertProblem(answer, 400, "MALFORMED_JSON");
        assertThat(answer.asString()).doesNotContain("siri");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                        | 400 | MALFORMED",
                "{}                                        | 404 | RECEIVER_UNKNOWN",
                "{\"receiverId\":\"amina\"}                | 400 | SELF_MESSAGE",
                "{\"receiverId\":\"baraka\"}               | 400 | CONTENT_EMPTY",
                "{\"receiverId\":{\"$ne\":null}}           | 400 | MALFORMED",
                "{\"conversationId\":\"dm.b.c\"}           | 404 | CONVERSATION_UNKNOWN"
            })
    void refusesACommandWithItsReason(String body, int status, String code) {
        assertProblem(post(body), status, code);
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhereNobodyAnswers() {
        // When
        Response answer = post("{\"receiverId\":\"baraka\",\"content\":\"is anybody there?\"}");

        // Then
        assertProblem(answer, 503, "OUTCOME_UNKNOWN");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    private static Response post(String body) {
        return given().auth()
                .oauth2(Tokens.of("amina"))
                .contentType("application/json")
                .body(body)
                .post("/api/v1/messages");
    }

    private static double valueOf(String name, String page) {
        return page.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    private static void assertProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(answer.jsonPath().getInt("statusCode")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.jsonPath().getString("error")).isNotBlank();
        assertThat(answer.jsonPath().getString("message")).isNotBlank();
    }
}
