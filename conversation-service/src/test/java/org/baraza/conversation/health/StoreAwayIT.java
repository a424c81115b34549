package org.baraza.conversation.health;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.baraza.conversation.Tokens;
import org.baraza.local.Backends;
import org.baraza.local.process.ManagedProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class StoreAwayIT {

    private static final Duration BOUND = Duration.ofMillis(3_500);

    @Inject
    Events events;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    Backends backends;

    private final String amina = Talk.somebody("amina");
    private final String baraka = Talk.somebody("baraka");
    private ManagedProcess database;

    @BeforeEach
    void findTheDatabase() {
        assumeThat(backends.database().process())
                .as("the database is not ours to end")
                .isPresent();
        database = backends.database().ownProcess();
    }

    @AfterEach
    void bringItBack() {
        if (!database.isAlive()) {
            database.start();
        }
        InboxClient.eventually(() -> assertThat(statusOf("/ready")).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/messages/conversations", "/api/v1/messages/unread-count"})
    void readsAreRefusedInTimeWhileTheDatabaseIsGone(String path) {
        // Given
        InboxClient.unread(amina);
        database.kill();

        // When
        Response answer = given().auth().oauth2(Tokens.of(amina)).get(path);

        // Then
        assertUnavailable(answer);
    }

    @Test
    void readsAreRefusedInTimeWhileTheDatabaseHangs() throws Exception {
        // Given
        InboxClient.unread(amina);
        signal("STOP");

        // When
        Response answer;
        try {
            answer = given().auth().oauth2(Tokens.of(amina)).get("/api/v1/messages/unread-count");
        } finally {
            signal("CONT");
        }

        // Then
        assertUnavailable(answer);
    }

    @Test
    void whatHappensWhileTheDatabaseIsGoneIsThereWhenItIsBack() {
        // Given
        Talk talk = Talk.between(amina, baraka);
        events.publish(talk.sent(amina));
        InboxClient.eventually(
                () -> assertThat(InboxClient.unread(baraka).getInt("direct")).isEqualTo(1));
        database.kill();
        events.publish(talk.sent(amina), talk.sent(amina));
        InboxClient.eventually(() -> assertThat(statusOf("/ready")).isEqualTo(503));
        int alive = statusOf("/live");

        // When
        database.start();

        // Then
        assertThat(alive).isEqualTo(200);
        InboxClient.eventually(() -> assertThat(statusOf("/ready")).isEqualTo(200));
        InboxClient.eventually(
                () -> assertThat(InboxClient.unread(baraka).getInt("direct")).isEqualTo(3));
    }

    @Test
    void theServiceSaysThatItHasStarted() {
        // Given
        String started = health + "/started";

        // When
        Response answer = given().get(started);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("checks.find { it.name == 'indexes' }.status"))
                .isEqualTo("UP");
    }

    private static void assertUnavailable(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.jsonPath().getString("code")).isEqualTo("STORE_UNAVAILABLE");
        assertThat(Duration.ofMillis(answer.time())).isLessThan(BOUND);
    }

    private int statusOf(String check) {
        return given().get(health + check).statusCode();
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(database.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }
}
