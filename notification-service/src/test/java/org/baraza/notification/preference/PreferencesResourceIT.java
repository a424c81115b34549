package org.baraza.notification.preference;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class PreferencesResourceIT {

    private static final String PATH = "/api/v1/notifications/preferences";

    private final String bob = Conversation.somebody("bob");

    @Test
    void whoHasSaidNothingHasTheDefaults() {
        Map<String, Object> preferences = get().getMap("preferences");

        assertThat(preferences)
                .containsEntry("emailEnabled", true)
                .containsEntry("pushEnabled", true)
                .containsEntry("inAppEnabled", true)
                .containsEntry("postNotifications", true)
                .containsEntry("messageNotifications", true)
                .containsEntry("emailDigestFrequency", "daily")
                .containsEntry("quietHours", null)
                .containsEntry("timeZone", null)
                .containsEntry("channels", Map.of());
    }

    @Test
    void aPutChangesWhatItGivesAndLeavesTheRest() {
        // When
        put("{\"pushEnabled\":false,\"emailDigestFrequency\":\"weekly\"}")
                .then()
                .statusCode(200);
        JsonPath answer = put("{\"postNotifications\":false,\"_id\":\"whatever\",\"userId\":\"eve\"}")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        // Then
        assertThat(answer.getMap("preferences"))
                .containsEntry("pushEnabled", false)
                .containsEntry("postNotifications", false)
                .containsEntry("emailEnabled", true)
                .containsEntry("emailDigestFrequency", "weekly");
        assertThat(get().getMap("preferences")).isEqualTo(answer.getMap("preferences"));
    }

    @Test
    void quietHoursAndChannelsComeBackAsTheyWereGivenAndGoWithNull() {
        // When
        put("{\"timeZone\":\"Africa/Lagos\",\"quietHours\":{\"timeZone\":\"Africa/Nairobi\",\"spans\":["
                        + "{\"days\":[\"MONDAY\",\"FRIDAY\"],\"from\":\"22:00\",\"to\":\"07:00\"},"
                        + "{\"days\":[\"SUNDAY\"],\"from\":\"00:00\",\"to\":\"00:00\"}]},"
                        + "\"channels\":{\"LIKE\":{\"push\":false},\"COMMENT\":{}}}")
                .then()
                .statusCode(200);
        JsonPath given = get();
        put("{\"quietHours\":null,\"channels\":null,\"timeZone\":null}").then().statusCode(200);
        JsonPath gone = get();

        // Then
        assertThat(given.getString("preferences.timeZone")).isEqualTo("Africa/Lagos");
        assertThat(given.getString("preferences.quietHours.timeZone")).isEqualTo("Africa/Nairobi");
        assertThat(given.getList("preferences.quietHours.spans[0].days")).isEqualTo(List.of("MONDAY", "FRIDAY"));
        assertThat(given.getString("preferences.quietHours.spans[0].from")).isEqualTo("22:00");
        assertThat(given.getString("preferences.quietHours.spans[1].to")).isEqualTo("00:00");
        assertThat(given.getMap("preferences.channels"))
                .isEqualTo(Map.of("LIKE", Map.of("push", false), "COMMENT", Map.of()));
        assertThat(gone.getMap("preferences")).containsEntry("quietHours", null).containsEntry("timeZone", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "emailEnabled | {\"emailEnabled\":\"yes\"}",
                "pushEnabled | {\"pushEnabled\":null}",
                "inAppEnabled | {\"inAppEnabled\":{\"$ne\":false}}",
                "postNotifications | {\"postNotifications\":1}",
                "messageNotifications | {\"messageNotifications\":[true]}",
                "emailDigestFrequency | {\"emailDigestFrequency\":\"hourly\"}",
                "emailDigestFrequency | {\"emailDigestFrequency\":\"DAILY\"}",
                "emailDigestFrequency | {\"emailDigestFrequency\":null}",
                "timeZone | {\"timeZone\":\"+03:00\"}",
                "timeZone | {\"timeZone\":\"Atlantis/Capital\"}",
                "quietHours | {\"quietHours\":[]}",
                "quietHours.spans | {\"quietHours\":{}}",
                "quietHours.timeZone | {\"quietHours\":{\"timeZone\":7,\"spans\":[]}}",
                "quietHours.spans[0] | {\"quietHours\":{\"spans\":[7]}}",
                "quietHours.spans[0].days | {\"quietHours\":{\"spans\":[{\"days\":[],\"from\":\"22:00\",\"to\":\"07:00\"}]}}",
                "quietHours.spans[0].days | {\"quietHours\":{\"spans\":[{\"days\":[\"$x\"],\"from\":\"22:00\",\"to\":\"07:00\"}]}}",
                "quietHours.spans[0].from | {\"quietHours\":{\"spans\":[{\"days\":[\"MONDAY\"],\"from\":\"24:00\",\"to\":\"07:00\"}]}}",
                "quietHours.spans[0].to | {\"quietHours\":{\"spans\":[{\"days\":[\"MONDAY\"],\"from\":\"22:00\",\"to\":\"7\"}]}}",
                "channels | {\"channels\":{\"$where\":{}}}",
                "channels | {\"channels\":{\"a.b\":{}}}",
                "channels.LIKE.push | {\"channels\":{\"LIKE\":{\"push\":\"no\"}}}",
                "channels.LIKE | {\"channels\":{\"LIKE\":null}}",
                "body | [1]",
                "body | \"text\"",
                "body | null"
            })
    void aMistakeIsRefusedByTheNameOfItsFieldAndChangesNothing(String field, String body) {
        // Given
        Map<String, Object> before = get().getMap("preferences");

        // When
        Response response = put(body);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("message")).contains(field).doesNotContain("$");
        assertThat(get().getMap("preferences")).isEqualTo(before);
    }

    @Test
    void whatIsNoJsonOrTooDeepIsRefused() {
        assertThat(put("{\"pushEnabled\":").statusCode()).isEqualTo(400);
        assertThat(put("{\"channels\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(put("{\"x\":\"" + "y".repeat(70_000) + "\"}").statusCode()).isEqualTo(413);
    }

    @Test
    void aMutedConversationIsListedUntilItIsUnmuted() {
        // Given
        String conversation =
                Conversation.between(bob, Conversation.somebody("amina")).id();
        String path = "/api/v1/notifications/mutes/" + conversation;

        // When
        Tokens.as(bob).put(path).then().statusCode(200);
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body("{\"until\":\"2030-01-01T00:00:00Z\"}")
                .put(path)
                .then()
                .statusCode(200);
        JsonPath muted = Tokens.as(bob).get("/api/v1/notifications/mutes").jsonPath();
        Tokens.as(bob).delete(path).then().statusCode(200);
        Tokens.as(bob).delete(path).then().statusCode(200);

        // Then
        assertThat(muted.getList("mutes"))
                .isEqualTo(List.of(Map.of("conversationId", conversation, "until", "2030-01-01T00:00:00Z")));
        assertThat(Tokens.as(bob).get("/api/v1/notifications/mutes").jsonPath().getInt("total"))
                .isZero();
    }

    @Test
    void aConversationOfOthersIsAsUnknownAsNone() {
        // Given
        String others = Conversation.between(Conversation.somebody("amina"), Conversation.somebody("eve"))
                .id();

        // When
        Response strangers = Tokens.as(bob).put("/api/v1/notifications/mutes/" + others);
        Response none = Tokens.as(bob).put("/api/v1/notifications/mutes/nothing");

        // Then
        assertThat(strangers.statusCode()).isEqualTo(404);
        assertThat(strangers.asString()).isEqualTo(none.asString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"until\":\"tomorrow\"}",
                "{\"until\":\"2001-01-01T00:00:00Z\"}",
                "{\"until\":\"+999999999-01-01T00:00:00Z\"}",
                "{\"until\":{\"$gt\":\"\"}}",
                "{\"until\":17}",
                "[]"
            })
    void aStrangeEndIsRefused(String body) {
        String path = "/api/v1/notifications/mutes/dm." + "a." + bob;

        assertThat(Tokens.as(bob)
                        .contentType(ContentType.JSON)
                        .body(body)
                        .put(path)
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,preferences",
        "PUT,preferences",
        "GET,mutes",
        "PUT,mutes/dm.a.b",
        "DELETE,mutes/dm.a.b",
        "POST,push-tokens",
        "DELETE,push-tokens/x"
    })
    void whoHasNoValidTokenIsTurnedAway(String method, String path) {
        List<Response> refused = List.of(
                RestAssured.given().contentType(ContentType.JSON).request(method, "/api/v1/notifications/" + path),
                RestAssured.given()
                        .auth()
                        .oauth2(Tokens.expired(bob))
                        .contentType(ContentType.JSON)
                        .request(method, "/api/v1/notifications/" + path));

        assertThat(refused)
                .allSatisfy(response -> assertThat(response.statusCode()).isEqualTo(401));
    }

    private JsonPath get() {
        return Tokens.as(bob).get(PATH).then().statusCode(200).extract().jsonPath();
    }

    private Response put(String body) {
        return Tokens.as(bob).contentType(ContentType.JSON).body(body).put(PATH);
    }
}
