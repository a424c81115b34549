package org.baraza.notification.command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baraza.contracts.Topics;
import org.baraza.contracts.notification.AllNotificationsRead;
import org.baraza.contracts.notification.NotificationDeleted;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.contracts.notification.NotificationRead;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Posts;
import org.baraza.notification.testing.RawTopic;
import org.baraza.notification.testing.Tokens;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What other systems post, as people see it. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class NotificationCommandsIT {

    private static final String BASE = "/api/v1/notifications";
    private static final String POST = "org.baraza.notification.post.v1";

    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");

    @Inject
    Neighbours neighbours;

    @ConfigProperty(name = "notification-service.kafka.bootstrap-servers")
    String bootstrapServers;

    @Test
    void whatIsPostedIsListedAndToldAsItCame() {
        // Given
        neighbours.introduce(amina, "Amina", "Okafor");
        Map<String, Object> metadata = Map.of(
                "postId", "p1", "a.b", 1, "$where", "1", "nested", Map.of("$ne", List.of(1, "two", true)), "", "empty");

        // When
        neighbours.post(Posts.post("like/" + bob, bob, amina, metadata));

        // Then
        NotificationRaised raised = raised(1);
        assertThat(raised.unreadCount()).isEqualTo(1);
        JsonPath list = list();
        assertThat(list.getMap("notifications[0]"))
                .containsOnlyKeys(
                        "id", "type", "title", "message", "sender", "isRead", "actionUrl", "createdAt", "metadata")
                .containsEntry("id", raised.notification().id())
                .containsEntry("type", "LIKE")
                .containsEntry("title", "Amina likes your post")
                .containsEntry("message", "Behind the scenes of our film")
                .containsEntry("isRead", false)
                .containsEntry("actionUrl", "/posts/p1")
                .containsEntry("createdAt", "2026-11-01T12:00:00.123Z")
                .containsEntry("metadata", metadata);
        assertThat(list.getMap("notifications[0].sender"))
                .containsEntry("id", amina)
                .containsEntry("firstName", "Amina");
        assertThat(raised.notification().metadata()).isEqualTo(metadata);
    }

    @Test
    void whatIsLeftOutIsNull() {
        // When
        neighbours.post(
                new PostNotification("welcome", bob, "SYSTEM", "Karibu!", null, null, null, null, null, Posts.THEN));

        // Then
        raised(1);
        assertThat(list().getMap("notifications[0]"))
                .containsEntry("message", null)
                .containsEntry("sender", null)
                .containsEntry("actionUrl", null)
                .containsEntry("metadata", Map.of());
    }

    @Test
    void whoNobodyKnowsIsToldAllTheSameAndAnUnknownSenderHasNoName() {
        // When
        neighbours.post(Posts.like(bob, amina));

        // Then
        raised(1);
        assertThat(list().getMap("notifications[0].sender"))
                .containsEntry("id", amina)
                .containsEntry("firstName", null);
    }

    @Test
    void theSameIdMakesOneNotificationForEverAlsoOnceItIsReadOrDeleted() {
        // Given
        PostNotification read = Posts.like(bob, amina);
        PostNotification deleted = Posts.like(bob, amina);
        neighbours.post(read);
        String readId = raised(1).notification().id();
        neighbours.post(deleted);
        String deletedId = raised(2).notification().id();
        Tokens.as(bob).patch(BASE + "/" + readId + "/read").then().statusCode(200);
        Tokens.as(bob).delete(BASE + "/" + deletedId).then().statusCode(200);

        // When
        neighbours.post(read);
        neighbours.post(deleted);
        neighbours.post(Posts.like(bob, amina));

        // Then
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob))
                .last()
                .isInstanceOfSatisfying(
                        NotificationRaised.class,
                        raised -> assertThat(raised.notification().id()).isNotIn(readId, deletedId)));
        assertThat(neighbours.heardOf(bob))
                .contains(new NotificationRead(bob, readId, 1), new NotificationDeleted(bob, deletedId, 0))
                .filteredOn(NotificationRaised.class::isInstance)
                .hasSize(3);
        assertThat(list().getInt("total")).isEqualTo(2);
        assertThat(list().getInt("unreadCount")).isEqualTo(1);
    }

    @Test
    void postsAndMessagesAreCountedListedAndReadTogether() {
        // Given
        Conversation conversation = Conversation.between(amina, bob);
        neighbours.publish(conversation.message(amina, "hello"));
        raised(1);
        neighbours.post(Posts.like(bob, amina));
        assertThat(raised(2).unreadCount()).isEqualTo(2);

        // When
        int count = Tokens.as(bob).post(BASE + "/mark-all-read").path("count");

        // Then
        assertThat(count).isEqualTo(2);
        assertThat(list().getList("notifications.type")).isEqualTo(List.of("LIKE", "NEW_MESSAGE"));
        assertThat(list().getList("notifications.isRead")).isEqualTo(List.of(true, true));
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob)).contains(new AllNotificationsRead(bob, 0)));
        int unreadOnly =
                Tokens.as(bob).queryParam("unreadOnly", "true").get(BASE).path("total");
        assertThat(unreadOnly).isZero();
    }

    @Test
    void nobodyElseSeesMarksOrDeletesIt() {
        // Given
        PostNotification like = Posts.like(bob, amina);
        neighbours.post(like);
        String id = raised(1).notification().id();
        String eve = Conversation.somebody("eve");

        // When
        int marked = Tokens.as(eve).patch(BASE + "/" + id + "/read").statusCode();
        int deleted = Tokens.as(eve).delete(BASE + "/" + id).statusCode();
        int listed = Tokens.as(eve).get(BASE).path("total");

        // Then
        assertThat(List.of(marked, deleted, listed)).isEqualTo(List.of(404, 404, 0));
        assertThat(list().getInt("unreadCount")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                POST + "|this is not JSON",
                POST + "|{}",
                POST + "|{\"id\":\"1\",\"userId\":{\"$ne\":1}}",
                POST
                        + "|{\"id\":\"1\",\"userId\":\"bob\",\"type\":\"like\",\"title\":\"t\",\"occurredAt\":\"2026-11-01T00:00:00Z\"}",
                POST
                        + "|{\"id\":\"1\",\"userId\":\"bob\",\"type\":\"LIKE\",\"title\":\"t\",\"actionUrl\":\"https://evil.example\",\"occurredAt\":\"2026-11-01T00:00:00Z\"}",
                POST
                        + "|{\"id\":\"1\",\"userId\":\"bob\",\"type\":\"LIKE\",\"title\":\"t\",\"occurredAt\":\"+1000000000-12-31T23:59:59Z\"}",
                "org.baraza.notification.sing.v1|{}",
                "|{}",
            })
    void aPoisonBecomesADeadLetterAndTheNextCommandIsApplied(String type, String value) {
        // When
        write(type, value);
        neighbours.post(Posts.like(bob, amina));

        // Then
        raised(1);
        assertThat(RawTopic.read(bootstrapServers, Topics.deadLettersOf(Topics.NOTIFICATION_COMMANDS), bob))
                .filteredOn(
                        letter -> "notification-service-commands".equals(RawTopic.header(letter, "dead-letter-group")))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isEqualTo(value);
                    assertThat(RawTopic.header(letter, "dead-letter-reason")).doesNotContain("$ne", "evil");
                });
    }

    private NotificationRaised raised(int number) {
        await().until(() -> neighbours.heardOf(bob).stream()
                        .filter(NotificationRaised.class::isInstance)
                        .count()
                >= number);
        return neighbours.heardOf(bob).stream()
                .filter(NotificationRaised.class::isInstance)
                .map(NotificationRaised.class::cast)
                .toList()
                .get(number - 1);
    }

    private JsonPath list() {
        return Tokens.as(bob).get(BASE).then().statusCode(200).extract().jsonPath();
    }

    private void write(String type, String value) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            ProducerRecord<String, String> poison = new ProducerRecord<>(Topics.NOTIFICATION_COMMANDS, bob, value);
            if (type != null) {
                poison.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
            }
            producer.send(poison);
        }
    }
}
