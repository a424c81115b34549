package org.baraza.gateway.session;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Long-polling, as requests on the wire. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class PollingIT {

    private static final String UNKNOWN_SID = "{\"code\":1,\"message\":\"Session ID unknown\"}";
    private static final String BAD_REQUEST = "{\"code\":3,\"message\":\"Bad request\"}";
    private static final String SEPARATOR = "\u001e";

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
    void successfullyOpensASession() {
        // When
        Poller poller = Poller.open(gateway);

        // Then
        assertThat(poller.terms().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
        assertThat(poller.terms().path("upgrades").toString()).isEqualTo("[\"websocket\"]");
        assertThat(poller.terms().path("maxPayload").asInt()).isEqualTo(262_144);
    }

    @Test
    void sendsAndReceivesAPayloadContainingOnePacket() {
        // Given
        Poller poller = Poller.open(gateway);

        // When
        HttpResponse<String> posted = poller.post("40{\"token\":\"" + Tokens.of(amina) + "\"}");
        HttpResponse<String> polled = poller.pollNow();

        // Then
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(posted.body()).isEqualTo("ok");
        assertThat(polled.statusCode()).isEqualTo(200);
        assertThat(polled.body()).startsWith("40{\"sid\"");
        assertThat(polled.headers().firstValue("Content-Type")).contains("text/plain; charset=UTF-8");
        assertThat(polled.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void sendsAndReceivesAPayloadContainingSeveralPacketsInOrder() {
        // Given
        Poller poller = Poller.connect(gateway, amina);
        poller.pollNow();

        // When
        poller.post(String.join(SEPARATOR, "421[\"one\"]", "422[\"two\"]", "423[\"three\"]"));
        String polled = poller.pollNow().body();

        // Then
        assertThat(polled.split(SEPARATOR))
                .extracting(packet -> packet.substring(0, Math.min(3, packet.length())))
                .containsSubsequence("431", "432", "433");
    }

    @Test
    void keepsAPollUntilThereIsSomethingToTell() {
        // Given: nothing more to tell of the connect
        Poller poller = Poller.connect(gateway, amina);
        poller.awaitPacket("42[\"user:status-change\"");

        // When
        CompletableFuture<HttpResponse<String>> poll = poller.poll();
        poller.post("421[\"no such event\"]");

        // Then
        String answer = poll.join().body();
        assertThat(answer.equals("2") ? poller.awaitPacket("431[") : answer).startsWith("431[");
    }

    @Test
    void refusesAPayloadOfBytesThatNoPacketAnnounced() {
        // Given
        Poller poller = Poller.connect(gateway, amina);
        poller.pollNow();

        // When
        HttpResponse<String> posted = poller.post("bAQIDBA==");

        // Then
        assertThat(posted.statusCode()).isEqualTo(400);
        assertThat(poller.pollNow().body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void closesTheSessionUponInvalidPacketFormat() {
        // Given
        Poller poller = Poller.open(gateway);

        // When
        HttpResponse<String> posted = poller.post("abc");

        // Then
        assertThat(posted.statusCode()).isEqualTo(400);
        assertThat(posted.body()).isEqualTo(BAD_REQUEST);
        assertThat(poller.pollNow().statusCode()).isEqualTo(400);
    }

    @Test
    void closesTheSessionUponDuplicatePollRequests() {
        // Given: one of the two is the first to arrive
        Poller poller = Poller.open(gateway);

        // When
        CompletableFuture<HttpResponse<String>> one = poller.poll();
        CompletableFuture<HttpResponse<String>> other = poller.poll();

        // Then
        assertThat(CompletableFuture.allOf(one, other)).succeedsWithin(ofSeconds(20));
        HttpResponse<String> kept = one.join().statusCode() == 200 ? one.join() : other.join();
        HttpResponse<String> refused = kept == one.join() ? other.join() : one.join();
        assertThat(kept.body()).isEqualTo("1");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(poller.pollNow().body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void sendsPingAndTakesPong() {
        // Given
        Poller poller = Poller.connect(gateway, amina);

        for (int i = 0; i < 3; i++) {
            // When
            poller.awaitPacket("2");
            HttpResponse<String> pong = poller.post("3");

            // Then
            assertThat(pong.body()).isEqualTo("ok");
        }
    }

    @Test
    void closesTheSessionUponPingTimeout() {
        // Given
        Poller poller = Poller.connect(gateway, amina);

        // When
        poller.awaitPacket("2");

        // Then
        assertThat(poller.awaitPacket("1")).isEqualTo("1");
        assertThat(poller.pollNow().body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void letsAPollGoWhenItsClientCloses() {
        // Given
        Poller poller = Poller.open(gateway);
        CompletableFuture<HttpResponse<String>> poll = poller.poll();

        // When
        HttpResponse<String> posted = poller.post("1");

        // Then
        assertThat(posted.body()).isEqualTo("ok");
        assertThat(poll.join().statusCode()).isIn(200, 400);
        assertThat(poll.join().body()).isIn("6", UNKNOWN_SID, BAD_REQUEST);
        assertThat(poller.pollNow().body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void refusesABodyWhoseLengthIsMoreThanMayBe() {
        // Given
        Poller poller = Poller.connect(gateway, amina);

        // When
        HttpResponse<String> posted = poller.post("4" + "x".repeat(262_144));

        // Then
        assertThat(posted.statusCode()).isEqualTo(413);
    }

    @Test
    void endsTheSessionOfWhoPostsMoreThanMayBe() {
        // Given
        Poller poller = Poller.connect(gateway, amina);

        // When
        poller.postInParts("4" + "x".repeat(262_144));

        // Then
        assertThat(poller.pollNow().body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void takesLessFromAClientThatHasNotConnected() {
        // Given
        Poller poller = Poller.open(gateway);

        // When
        HttpResponse<String> posted = poller.post("4" + "x".repeat(32_768));

        // Then
        assertThat(posted.statusCode()).isEqualTo(413);
        assertThat(poller.pollNow().body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void closesTheSessionUponDuplicatePostRequests() throws IOException {
        // Given: a body of which the end does not come
        Poller poller = Poller.connect(gateway, amina);
        poller.awaitPacket("42[\"user:status-change\"");
        try (Socket connection = poller.begin("POST", "Content-Length: 10\r\n\r\n4")) {
            // When
            await().atMost(ofSeconds(8)).until(() -> poller.post("3").statusCode() == 400);

            // Then
            assertThat(poller.pollNow().body()).isEqualTo(UNKNOWN_SID);
        }
    }

    @Test
    void endsTheSessionOfAClientThatIsGoneInAPoll() throws IOException {
        // Given
        Poller poller = Poller.connect(gateway, amina);
        poller.awaitPacket("42[\"user:status-change\"");

        // When
        poller.begin("GET", "\r\n").close();

        // Then: although it goes on answering pings
        await().atMost(ofSeconds(20)).until(() -> poller.post("3").body().equals(UNKNOWN_SID));
    }

    @Test
    void theOldestOfTooManyWithoutAConnectGivesWayAndNewcomersAreTaken() {
        // Given: as many as may be, each without any connection of its own
        Poller first = Poller.open(gateway);
        CompletableFuture<HttpResponse<String>> poll = first.poll();
        for (int i = 0; i < 40; i++) {
            Poller.open(gateway);
        }

        // When
        Poller newcomer = Poller.connect(gateway, amina);

        // Then
        String told = poll.join().body();
        // a ping, if opening them took that long: the session is gone behind it
        assertThat(told.equals("2") ? first.pollNow().body() : told).isIn("1", UNKNOWN_SID);
        assertThat(newcomer.pollNow().body()).startsWith("40{");
    }

    @Test
    void letsAWebsiteOfAnotherOriginPoll() {
        // When
        Response answer = given().header("Origin", "http://localhost:3000").get("/socket.io/?EIO=4&transport=polling");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
    }

    @Test
    void letsAWebsiteThatIsNotListedNotPoll() {
        // When
        Response answer =
                given().header("Origin", "http://elsewhere.example").get("/socket.io/?EIO=4&transport=polling");

        // Then
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }
}
