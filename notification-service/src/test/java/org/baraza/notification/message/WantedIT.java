package org.baraza.notification.message;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.contracts.notification.NotificationRead;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Posts;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people do not want to be told in the website and the app. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class WantedIT {

    private static final String BASE = "/api/v1/notifications";

    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");
    private final Conversation conversation = Conversation.between(amina, bob);

    @Inject
    Neighbours neighbours;

    @Test
    void aMutedConversationRaisesNothingUntilItIsUnmuted() {
        // Given
        mute();
        neighbours.publish(conversation.message(amina, "while muted"));
        awaitWhatWasPublished();

        // When
        Tokens.as(bob).delete(BASE + "/mutes/" + conversation.id()).then().statusCode(200);
        neighbours.publish(conversation.message(amina, "again"));

        // Then
        await().until(() -> list().getInt("total") == 1);
        assertThat(list().getMap("notifications[0]"))
                .containsEntry("id", conversation.id() + "~2")
                .containsEntry("message", "again");
        assertThat(neighbours.heardOf(bob)).hasSize(1);
    }

    @Test
    void whatWasRaisedBeforeAMuteIsStillClearedByReading() {
        // Given
        neighbours.publish(conversation.message(amina, "before"));
        await().until(() -> neighbours.heardOf(bob).size() == 1);
        mute();
        neighbours.publish(conversation.message(amina, "while muted"));

        // When
        neighbours.publish(conversation.reading(bob, 2));

        // Then
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob))
                .last()
                .isEqualTo(new NotificationRead(bob, conversation.id() + "~1", 0)));
        assertThat(list().getString("notifications[0].message")).isEqualTo("before");
        assertThat(list().getInt("unreadCount")).isZero();
    }

    @Test
    void whoWantsNoneInTheAppHasNone() {
        // Given
        prefer(Map.of("inAppEnabled", false));

        // When
        neighbours.publish(conversation.message(amina, "hello"));
        neighbours.post(Posts.like(bob, amina));
        neighbours.post(system());
        awaitWhatWasPublished();

        // Then
        assertThat(list().getInt("total")).isZero();
        assertThat(list().getInt("unreadCount")).isZero();
        assertThat(neighbours.heardOf(bob)).isEmpty();
    }

    @Test
    void kindsAndTypesAreLeftOutOneByOne() {
        // Given
        prefer(Map.of("postNotifications", false, "messageNotifications", false));
        neighbours.publish(conversation.message(amina, "hello"));
        neighbours.post(Posts.like(bob, amina));
        awaitWhatWasPublished();

        // When
        neighbours.post(system());

        // Then
        await().until(() -> list().getInt("total") == 1);
        assertThat(list().getList("notifications.type")).isEqualTo(List.of("SYSTEM"));
        assertThat(neighbours.heardOf(bob)).hasSize(1);
    }

    /** Commands and events with the same key are read in order, so what is told somebody else was told after them. */
    private void awaitWhatWasPublished() {
        String chidi = Conversation.somebody("chidi");
        Conversation others = Conversation.between(amina, chidi);
        neighbours.publish(conversation.id(), others.message(amina, "after the others"));
        neighbours.post(bob, Posts.like(chidi, amina));
        await().until(() -> neighbours.heardOf(chidi).stream()
                        .filter(NotificationRaised.class::isInstance)
                        .count()
                == 2);
    }

    private void mute() {
        Tokens.as(bob)
                .contentType("application/json")
                .body("{}")
                .put(BASE + "/mutes/" + conversation.id())
                .then()
                .statusCode(200);
    }

    private void prefer(Map<String, Object> wishes) {
        Tokens.as(bob)
                .contentType("application/json")
                .body(wishes)
                .put(BASE + "/preferences")
                .then()
                .statusCode(200);
    }

    private PostNotification system() {
        return new PostNotification(
                "system/" + bob, bob, "SYSTEM", "Karibu!", null, null, null, null, null, Posts.THEN);
    }

    private JsonPath list() {
        return Tokens.as(bob).get(BASE).then().statusCode(200).extract().jsonPath();
    }
}
