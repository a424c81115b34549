package org.baraza.notification.inbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.notification.AllNotificationsRead;
import org.baraza.contracts.notification.NotificationDeleted;
import org.baraza.contracts.notification.NotificationRead;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class NotificationResourceIT {

    private static final String BASE = "/api/v1/notifications";
    private static final String MARK = BASE + "/{id}/read";

    private final String bob = Conversation.somebody("bob");

    @Inject
    Neighbours neighbours;

    @Test
    void aNotificationHasTheShapeThatClientsKnow() {
        // Given
        String amina = Conversation.somebody("amina");
        neighbours.introduce(amina, "Amina", "Okafor");
        Conversation conversation = messageFrom(amina);

        // When
        JsonPath json =
                Tokens.as(bob).get(BASE).then().statusCode(200).extract().jsonPath();

        // Then
        assertThat(json.getMap("$")).containsOnlyKeys("notifications", "total", "unreadCount", "pages");
        Map<String, Object> notification = json.getMap("notifications[0]");
        assertThat(notification)
                .containsOnlyKeys(
                        "id", "type", "title", "message", "sender", "isRead", "actionUrl", "createdAt", "metadata")
                .containsEntry("type", "NEW_MESSAGE")
                .containsEntry("title", "New message from Amina Okafor")
                .containsEntry("isRead", false)
                .containsEntry("actionUrl", "/messages/" + conversation.id())
                .containsEntry("createdAt", "2026-11-01T10:00:01Z");
        assertThat(json.getMap("notifications[0].sender"))
                .containsEntry("id", amina)
                .containsEntry("_id", amina)
                .containsEntry("firstName", "Amina")
                .containsKeys("lastName", "username", "profileSlug", "profilePhoto");
        assertThat(json.getMap("notifications[0].metadata"))
                .containsEntry("conversationId", conversation.id())
                .containsEntry("messageId", conversation.id() + "-1")
                .containsEntry("count", 1)
                .containsEntry("lastSeq", 1);
    }

    @Test
    void pagesShowTheNewestFirstAndEachOnce() {
        // Given
        for (int messages = 1; messages <= 5; messages++) {
            Conversation conversation = Conversation.between(Conversation.somebody("sender"), bob);
            for (int i = 0; i < messages; i++) {
                String sender =
                        conversation.id().replace("dm.", "").replace(bob, "").replace(".", "");
                neighbours.publish(conversation.message(sender, "message"));
            }
        }
        await().until(() -> list(Map.of()).getList("notifications.metadata.lastSeq"), List.of(5, 4, 3, 2, 1)::equals);

        // When
        JsonPath second = list(Map.of("page", "2", "limit", "2"));
        JsonPath beyond = list(Map.of("page", "1000000", "limit", "100"));

        // Then
        assertThat(second.getList("notifications.metadata.lastSeq")).isEqualTo(List.of(3, 2));
        assertThat(second.getInt("total")).isEqualTo(5);
        assertThat(second.getInt("pages")).isEqualTo(3);
        assertThat(beyond.getList("notifications")).isEmpty();
    }

    @Test
    void onlyTheUnreadAreListedWhereAskedFor() {
        // Given
        Conversation first = messageFrom(Conversation.somebody("amina"));
        Conversation second = messageFrom(Conversation.somebody("chidi"));
        mark(first.id() + "~1").then().statusCode(200);

        // When
        JsonPath unread = list(Map.of("unreadOnly", "true"));
        JsonPath all = list(Map.of("unreadOnly", "false"));

        // Then
        assertThat(unread.getList("notifications.metadata.conversationId")).isEqualTo(List.of(second.id()));
        assertThat(unread.getInt("total")).isEqualTo(1);
        assertThat(all.getInt("total")).isEqualTo(2);
        assertThat(all.getInt("unreadCount")).isEqualTo(1);
    }

    @Test
    void markingOneReadIsToldToThePersonsDevicesAndMayBeRepeated() {
        // Given
        String id = messageFrom(Conversation.somebody("amina")).id() + "~1";

        // When
        Response first = mark(id);
        Response again = mark(id);

        // Then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.jsonPath().getMap("$")).containsOnlyKeys("message");
        assertThat(again.statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob)).contains(new NotificationRead(bob, id, 0)));
        assertThat(unreadCount()).isZero();
    }

    @Test
    void anIdOfAnEarlierRunDoesNotMarkTheNewerOne() {
        // Given
        String amina = Conversation.somebody("amina");
        Conversation conversation = messageFrom(amina);
        String stale = conversation.id() + "~1";
        mark(stale).then().statusCode(200);
        neighbours.publish(conversation.message(amina, "again"));
        await().until(() -> unreadCount() == 1);

        // When
        Response response = mark(stale);

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(unreadCount()).isEqualTo(1);
    }

    @Test
    void markingAllReadSaysHowManyBecameRead() {
        // Given
        messageFrom(Conversation.somebody("amina"));
        messageFrom(Conversation.somebody("chidi"));

        // When
        JsonPath first =
                Tokens.as(bob).post(BASE + "/mark-all-read").then().extract().jsonPath();
        JsonPath again =
                Tokens.as(bob).post(BASE + "/mark-all-read").then().extract().jsonPath();

        // Then
        assertThat(first.getMap("$")).containsOnlyKeys("message", "count").containsEntry("count", 2);
        assertThat(again.getInt("count")).isZero();
        assertThat(unreadCount()).isZero();
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob)).contains(new AllNotificationsRead(bob, 0)));
    }

    @Test
    void deletingANotificationIsToldToThePersonsDevicesAndMayBeRepeated() {
        // Given
        String id = messageFrom(Conversation.somebody("amina")).id() + "~1";
        messageFrom(Conversation.somebody("chidi"));

        // When
        Response first = delete(id);
        Response again = delete(id);

        // Then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.jsonPath().getMap("$")).containsOnlyKeys("message");
        assertThat(again.statusCode()).isEqualTo(200);
        JsonPath list = list(Map.of());
        assertThat(list.getList("notifications.id")).doesNotContain(id).hasSize(1);
        assertThat(list.getInt("total")).isEqualTo(1);
        assertThat(list.getInt("unreadCount")).isEqualTo(1);
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob)).contains(new NotificationDeleted(bob, id, 1)));
    }

    @Test
    void whatWasDeletedCannotBeMarkedRead() {
        // Given
        String id = messageFrom(Conversation.somebody("amina")).id() + "~1";
        delete(id).then().statusCode(200);

        // When
        Response response = mark(id);

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void aMessageAfterADeletionIsANewNotificationWhichTheOldIdLeavesAlone() {
        // Given
        String amina = Conversation.somebody("amina");
        Conversation conversation = messageFrom(amina);
        delete(conversation.id() + "~1").then().statusCode(200);
        neighbours.publish(conversation.message(amina, "again"));
        await().until(() -> unreadCount() == 1);

        // When
        Response again = delete(conversation.id() + "~1");

        // Then
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(list(Map.of()).getList("notifications.id")).isEqualTo(List.of(conversation.id() + "~2"));
        assertThat(list(Map.of()).getString("notifications[0].message")).isEqualTo("again");
    }

    @Test
    void theTextFollowsAnEditAndIsHiddenByADeletion() {
        // Given
        String amina = Conversation.somebody("amina");
        Conversation conversation = messageFrom(amina);

        // When
        neighbours.publish(conversation.edited(amina, 1, "hello, mended"));

        // Then
        await().until(() -> list(Map.of()).getString("notifications[0].message"), "hello, mended"::equals);
        neighbours.publish(conversation.deleted(amina, 1, DeletionScope.EVERYONE));
        await().until(() -> list(Map.of()).getString("notifications[0].message"), "This message was deleted"::equals);
        assertThat(unreadCount()).isEqualTo(1);
    }

    @Test
    void aStrangersNotificationIsAsUnknownAsNone() {
        // Given
        String id = messageFrom(Conversation.somebody("amina")).id() + "~1";
        String eve = Conversation.somebody("eve");

        // When
        Response strangers = Tokens.as(eve).patch(MARK, id);
        Response none = Tokens.as(eve).patch(MARK, "dm.a.b~1");
        Response strangersDeletion = Tokens.as(eve).delete(BASE + "/{id}", id);
        Response noDeletion = Tokens.as(eve).delete(BASE + "/{id}", "dm.a.b~1");

        // Then
        assertThat(List.of(strangers, strangersDeletion, noDeletion)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.asString()).isEqualTo(none.asString());
        });
        assertThat(unreadCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("strangeIds")
    void anIdThatIsNoneIsUnknownAndNothingElseHappens(String id) {
        // When
        List<Response> responses = List.of(mark(id), delete(id));

        // Then
        assertThat(responses).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.contentType()).startsWith("application/problem+json");
            assertThat(response.jsonPath().getMap("$")).containsKeys("type", "title", "error", "message", "statusCode");
        });
        assertThat(unreadCount()).isZero();
    }

    static List<String> strangeIds() {
        return List.of(
                "{\"$ne\":null}",
                "{\"$gt\":\"\"}~1",
                "$where",
                "[\"x\"]",
                "__proto__",
                "*",
                "dm.a.b",
                "dm.a.b~",
                "dm.a.b~0",
                "dm.a.b~-1",
                "dm.a.b~99999999999999999999999",
                "dm.ä.b~1",
                "😀~1",
                "dm.a.b\u0000~1",
                "../unread-count",
                "a/b~1",
                "x".repeat(3_000) + "~1");
    }

    @ParameterizedTest
    @CsvSource({
        "page,0",
        "page,-1",
        "page,two",
        "page,1e3",
        "page,1000001",
        "page,99999999999999999999",
        "limit,0",
        "limit,-5",
        "limit,{\"$gt\":0}",
        "unreadOnly,yes",
        "unreadOnly,{\"$ne\":null}"
    })
    void aBadParameterIsRefusedByName(String name, String value) {
        // When
        Response response = Tokens.as(bob).queryParam(name, value).get(BASE);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("message")).contains(name).doesNotContain("$");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/notifications",
        "GET,/api/v1/notifications/unread-count",
        "PATCH,/api/v1/notifications/dm.a.b~1/read",
        "DELETE,/api/v1/notifications/dm.a.b~1",
        "POST,/api/v1/notifications/mark-all-read"
    })
    void whoHasNoValidTokenIsTurnedAway(String method, String path) {
        // Given
        List<Response> refused = List.of(
                RestAssured.given().request(method, path),
                RestAssured.given().auth().oauth2("not.a.token").request(method, path),
                RestAssured.given().auth().oauth2(Tokens.expired(bob)).request(method, path),
                RestAssured.given().auth().oauth2(Tokens.forOthers(bob)).request(method, path),
                RestAssured.given().auth().oauth2(Tokens.of("{\"$ne\":1}")).request(method, path));

        // Then
        assertThat(refused).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.contentType()).startsWith("application/problem+json");
        });
    }

    /** Amina, or whoever, writes to Bob, and it has arrived. */
    private Conversation messageFrom(String sender) {
        Conversation conversation = Conversation.between(sender, bob);
        int before = unreadCount();
        neighbours.publish(conversation.message(sender, "hello"));
        await().until(() -> unreadCount() == before + 1);
        return conversation;
    }

    private Response mark(String id) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return Tokens.as(bob).urlEncodingEnabled(false).patch(BASE + "/" + encoded + "/read");
    }

    private Response delete(String id) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return Tokens.as(bob).urlEncodingEnabled(false).delete(BASE + "/" + encoded);
    }

    private JsonPath list(Map<String, String> parameters) {
        return Tokens.as(bob)
                .queryParams(parameters)
                .get(BASE)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private int unreadCount() {
        return Tokens.as(bob).get(BASE + "/unread-count").path("count");
    }
}
