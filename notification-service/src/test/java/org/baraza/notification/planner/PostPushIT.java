package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.notification.inbox.NotificationId;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class PostPushIT {

    private static final String BASE = "/api/v1/notifications";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ALWAYS_QUIET =
            "{\"quietHours\":{\"spans\":[{\"days\":[\"MONDAY\",\"TUESDAY\",\"WEDNESDAY\","
                    + "\"THURSDAY\",\"FRIDAY\",\"SATURDAY\",\"SUNDAY\"],\"from\":\"00:00\",\"to\":\"00:00\"}]}}";

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private final String bob = Conversation.somebody("bob");

    @Inject
    Neighbours neighbours;

    @Inject
    Outboxes outboxes;

    @Inject
    PushRepository rows;

    @BeforeEach
    void introduce() {
        neighbours.introduce(bob, "Bob", "Mwangi");
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body("{\"token\":\"t-" + bob + "\",\"deviceType\":\"android\",\"deviceId\":\"phone\"}")
                .post(BASE + "/push-tokens")
                .then()
                .statusCode(200);
    }

    @Test
    void whatAnotherSystemPostsIsPushedOnce() {
        // Given
        PostNotification like = post(Priority.NORMAL, now);
        PostNotification next = post(Priority.NORMAL, now);

        // When
        neighbours.post(like);
        neighbours.post(like);
        await().atMost(LONG).until(() -> reason(like), "SENT"::equals);
        neighbours.post(like);
        neighbours.post(next);

        // Then
        await().atMost(LONG).until(() -> reason(next), "SENT"::equals);
        assertThat(outboxes.of(bob)).hasSize(2);
        JsonNode push = outboxes.of(bob).get(0);
        assertThat(push.get("title").textValue()).isEqualTo("Amina likes your post");
        assertThat(push.get("body").textValue()).isEqualTo("Behind the scenes");
        assertThat(push.get("type").textValue()).isEqualTo("LIKE");
        assertThat(push.get("actionUrl").textValue()).isEqualTo("/posts/p1");
        assertThat(push.get("collapseKey").textValue()).hasSize(32);
        assertThat(outboxes.of(bob))
                .extracting(one -> one.get("collapseKey").textValue())
                .doesNotHaveDuplicates();
        assertThat(decisions(like).getString("decisions[0].notificationId")).isEqualTo(idOf(like));
    }

    @Test
    void whatWasReadMeanwhileIsNotPushed() {
        // Given
        prefer(ALWAYS_QUIET);
        PostNotification like = post(Priority.NORMAL, now);
        neighbours.post(like);
        await().atMost(LONG).until(() -> reason(like), "QUIET_HOURS"::equals);
        await().atMost(LONG)
                .until(() ->
                        Tokens.as(bob).patch(BASE + "/" + idOf(like) + "/read").statusCode() == 200);

        // When
        String key = PushRow.key(bob, NotificationId.posted(like.id()).cause());
        await().atMost(LONG)
                .until(() -> rows.find(List.of(key)).await().indefinitely().get(key).heldUntil != null);
        PushRow held = rows.find(List.of(key)).await().indefinitely().get(key);
        held.dueAt = Instant.EPOCH;
        assertThat(rows.write(List.of(held)).await().indefinitely()).isTrue();

        // Then
        await().atMost(LONG).until(() -> reason(like), "READ"::equals);
        assertThat(outboxes.of(bob)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"postNotifications\":false}", "{\"channels\":{\"LIKE\":{\"push\":false}}}"})
    void whoDoesNotWantItIsNotPushed(String preferences) {
        // Given
        prefer(preferences);
        PostNotification like = post(Priority.NORMAL, now);

        // When
        neighbours.post(like);

        // Then
        await().atMost(LONG).until(() -> reason(like), "PUSH_DISABLED"::equals);
        assertThat(outboxes.of(bob)).isEmpty();
    }

    @Test
    void quietHoursHoldItUnlessItIsUrgent() {
        // Given
        prefer(ALWAYS_QUIET);
        PostNotification like = post(Priority.NORMAL, now);
        PostNotification alarm = post(Priority.URGENT, now);

        // When
        neighbours.post(like);
        neighbours.post(alarm);

        // Then
        await().atMost(LONG).until(() -> reason(like), "QUIET_HOURS"::equals);
        await().atMost(LONG).until(() -> reason(alarm), "SENT"::equals);
        assertThat(outboxes.of(bob)).hasSize(1);
    }

    @Test
    void whatIsOldIsPassedOver() {
        // Given
        PostNotification old = post(Priority.NORMAL, now.minus(Duration.ofDays(2)));
        PostNotification young = post(Priority.NORMAL, now);

        // When
        neighbours.post(old);
        neighbours.post(young);

        // Then
        await().atMost(LONG).until(() -> reason(young), "SENT"::equals);
        assertThat(reason(old)).isNull();
    }

    @Test
    void whatComesFromTheFutureIsAsOldAsItsArrival() {
        // Given
        PostNotification ahead = post(Priority.NORMAL, now.plus(Duration.ofDays(300)));

        // When
        neighbours.post(ahead);

        // Then
        await().atMost(LONG).until(() -> reason(ahead), "SENT"::equals);
        String key = PushRow.key(bob, NotificationId.posted(ahead.id()).cause());
        assertThat(rows.find(List.of(key)).await().indefinitely().get(key).lastAt)
                .isBetween(now, Clock.systemUTC().instant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "post.x", "post.x~0", "{\"$ne\":null}~1"})
    void anIdThatIsNoneIsRefused(String id) {
        int status = Tokens.as(bob)
                .queryParam("notificationId", id)
                .get(BASE + "/decisions")
                .statusCode();

        assertThat(status).isEqualTo(400);
    }

    @Test
    void eitherAMessageOrANotificationIsAskedAbout() {
        int status = Tokens.as(bob)
                .queryParam("notificationId", "post.x~1")
                .queryParam("messageId", "dm.a.b-1")
                .get(BASE + "/decisions")
                .statusCode();

        assertThat(status).isEqualTo(400);
    }

    private PostNotification post(Priority priority, Instant occurredAt) {
        return new PostNotification(
                "like/" + UUID.randomUUID(),
                bob,
                "LIKE",
                "Amina likes your post",
                "Behind the scenes",
                null,
                "/posts/p1",
                null,
                priority,
                occurredAt);
    }

    private void prefer(String preferences) {
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body(preferences)
                .put(BASE + "/preferences")
                .then()
                .statusCode(200);
    }

    private static String idOf(PostNotification post) {
        return NotificationId.posted(post.id()).toString();
    }

    private String reason(PostNotification post) {
        return decisions(post).getString("decisions[0].reason");
    }

    private JsonPath decisions(PostNotification post) {
        return Tokens.as(bob)
                .queryParam("notificationId", idOf(post))
                .get(BASE + "/decisions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
