package org.baraza.notification;

import java.net.URL;
import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.baraza.local.Backends;
import org.baraza.local.process.ManagedProcess;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class OutagesIT {

    private static final String BASE = "/api/v1/notifications";
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");
    private final Conversation conversation = Conversation.between(amina, bob);

    @Inject
    Neighbours neighbours;

    @BackendsResource.Running
    Backends backends;

    @TestHTTPResource(value = "/health", management = true)
    URL health;

    @Test
    void withoutTheDatabaseRequestsAreRefusedInTimeAndMessagesWaitForIt() {
        // Given
        assumeTrue(backends.database().process().isPresent(), "the database is not ours to kill");
        ManagedProcess database = backends.database().ownProcess();
        neighbours.publish(conversation.message(amina, "before"));
        await().atMost(RECOVERY).until(() -> unreadCount() == 1);

        // When
        database.kill();
        Response refused;
        int live;
        int ready;
        try {
            neighbours.publish(conversation.message(amina, "meanwhile"));
            refused = Tokens.as(bob).get(BASE);
            live = status("/live");
            ready = status("/ready");
        } finally {
            database.start();
        }

        // Then
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.getHeader("Retry-After")).isEqualTo("2");
        assertThat(refused.jsonPath().getString("code")).isEqualTo("STORE_UNAVAILABLE");
        assertThat(Duration.ofMillis(refused.time())).isLessThan(LONGEST_ANSWER);
        assertThat(live).isEqualTo(200);
        assertThat(ready).isEqualTo(503);
        await().atMost(RECOVERY).ignoreExceptions().untilAsserted(() -> {
            assertThat(neighbours.heardOf(bob)).hasSizeGreaterThanOrEqualTo(2);
            assertThat(Tokens.as(bob).get(BASE).jsonPath().getInt("notifications[0].metadata.count"))
                    .isEqualTo(2);
            assertThat(status("/ready")).isEqualTo(200);
        });
    }

    @Test
    void withoutKafkaAMarkIsKeptAndToldWhenMadeAgain() {
        // Given
        ManagedProcess kafka = backends.kafka().process();
        neighbours.publish(conversation.message(amina, "one"));
        await().atMost(RECOVERY).until(() -> unreadCount() == 1);
        String mark = BASE + "/" + conversation.id() + "~1/read";

        // When
        kafka.kill();
        Response marked;
        int live;
        try {
            marked = Tokens.as(bob).patch(mark);
            live = status("/live");
        } finally {
            kafka.start();
        }

        // Then
        assertThat(marked.statusCode()).isEqualTo(200);
        assertThat(Duration.ofMillis(marked.time())).isLessThan(LONGEST_ANSWER);
        assertThat(live).isEqualTo(200);
        assertThat(unreadCount()).isZero();
        await().atMost(RECOVERY).untilAsserted(() -> {
            Tokens.as(bob).patch(mark).then().statusCode(200);
            assertThat(neighbours.heardOf(bob)).hasSizeGreaterThanOrEqualTo(2);
        });
        neighbours.publish(conversation.message(amina, "afterwards"));
        await().atMost(RECOVERY).until(() -> unreadCount() == 1);
    }

    private int status(String check) {
        return RestAssured.get(health + check).statusCode();
    }

    private int unreadCount() {
        return Tokens.as(bob).get(BASE + "/unread-count").path("count");
    }
}
