package org.baraza.conversation.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.user.AccountType;
import org.baraza.conversation.Announcement;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.baraza.conversation.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.baraza.conversation.InboxClient.eventually;

/** What senders and admins see and plan, and that nobody else does. Each test has a chapter of its own. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class BroadcastResourceIT {

    private static final String BASE = "/api/v1/broadcasts";

    @Inject
    Events events;

    private final String chapter = "chapter-" + UUID.randomUUID().toString().substring(0, 8);
    private final Audience ofChapter = Audience.chapter(chapter);
    private final String sender = Talk.somebody("sender");
    private final String admin = token(sender, AccountType.CHAPTER_ADMIN, chapter);
    private final String superAdmin = token(Talk.somebody("super"), AccountType.SUPER_ADMIN, null);
    private final List<String> members = IntStream.range(0, 5)
            .mapToObj(i -> Talk.somebody("member" + i))
            .sorted()
            .toList();

    @Test
    void countsAndNamesSayHowFarABroadcastHasCome() {
        // Given
        Announcement announcement = sentToTheChapter();

        // When
        events.publish(
                announcement.readBy(members.get(0)),
                announcement.acknowledgedBy(members.get(1)),
                announcement.archivedBy(members.get(2)));

        // Then
        eventually(() -> {
            JsonPath one = get(admin, "/" + announcement.id(), 200);
            assertThat(one.getInt("recipients")).isEqualTo(6);
            assertThat(one.getInt("counts.delivered")).isEqualTo(4);
            assertThat(one.getInt("counts.read")).isEqualTo(3);
            assertThat(one.getInt("counts.acknowledged")).isEqualTo(1);
        });
        assertThat(namesOf(announcement, "unread")).containsExactlyElementsOf(members.subList(2, 5));
        assertThat(namesOf(announcement, "acknowledged")).containsExactly(members.get(1));
        assertThat(namesOf(announcement, "read")).containsExactly(sender, members.get(0), members.get(1));
        assertThat(namesOf(announcement, "unacknowledged"))
                .containsExactlyInAnyOrder(sender, members.get(0), members.get(2), members.get(3), members.get(4));
        assertThat(get(admin, "/" + announcement.id() + "/recipients?state=unread&page=2&limit=2", 200)
                        .getList("recipients.user.id"))
                .containsExactly(members.get(4));
        assertThat(get(admin, "/" + announcement.id() + "/recipients?state=unread", 200)
                        .getInt("total"))
                .isEqualTo(3);
        assertThat(get(admin, "", 200).getList("broadcasts.id")).containsExactly(announcement.id());
    }

    @Test
    void aDeviceThatHasShownItDeliversItAndDoesNotReadIt() {
        // Given
        Announcement announcement = sentToTheChapter();

        // When
        events.received(members.get(3), announcement.id());
        events.received(Talk.somebody("outsider"), announcement.id());

        // Then
        eventually(() -> assertThat(get(admin, "/" + announcement.id(), 200).getInt("counts.delivered"))
                .isEqualTo(2));
        assertThat(namesOf(announcement, "delivered")).containsExactly(members.get(3), sender);
        assertThat(InboxClient.unread(members.get(3)).getInt("broadcast")).isEqualTo(1);
    }

    @Test
    void nobodyButItsSenderAndAdminsSeesHowABroadcastHasComeAlong() {
        // Given
        Announcement announcement = sentToTheChapter();
        String path = "/" + announcement.id();

        // When, Then
        for (String below : List.of(path, path + "/recipients?state=read")) {
            given().get(BASE + below).then().statusCode(401);
            given().auth()
                    .oauth2(Tokens.claims(sender).expiresAt(1).sign())
                    .get(BASE + below)
                    .then()
                    .statusCode(401);
            get(Tokens.of(members.get(0)), below, 404);
            get(token(Talk.somebody("outsider"), AccountType.HQ_MEMBER, null), below, 404);
            get(token(Talk.somebody("other"), AccountType.CHAPTER_ADMIN, "elsewhere"), below, 404);
            get(token(Talk.somebody("colleague"), AccountType.CHAPTER_ADMIN, chapter), below, 200);
            get(superAdmin, below, 200);
            get(token(sender, AccountType.CHAPTER_MEMBER, null), below, 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bc.00000000000000000000000000000000", "$where", "..", "%00", "bc.$ne:1", "dm.a.b"})
    void anIdOfNothingIsNotFound(String id) {
        given().auth()
                .oauth2(superAdmin)
                .urlEncodingEnabled(true)
                .get(BASE + "/{id}/recipients?state=read", id)
                .then()
                .statusCode(404);
    }

    @Test
    void onlyWhoMaySendMayPlanAndEstimate() {
        // Given
        Map<String, Object> toChapter = body("CHAPTER", Map.of("chapterId", chapter, "scheduledFor", inAnHour()));
        Map<String, Object> toAll = body("ALL", Map.of());

        // When, Then
        for (String path : List.of("", "/estimate")) {
            given().contentType("application/json")
                    .body(toAll)
                    .post(BASE + path)
                    .then()
                    .statusCode(401);
            assertThat(post(Tokens.of(members.get(0)), path, toAll, 403).getString("code"))
                    .isEqualTo("FORBIDDEN");
            assertThat(post(admin, path, toAll, 403).getString("code")).isEqualTo("FORBIDDEN");
            post(token(sender, AccountType.CHAPTER_ADMIN, "elsewhere"), path, toChapter, 403);
        }
        post(admin, "", toChapter, 201);
        post(superAdmin, "", toAll, 201);
    }

    @Test
    void anEstimateCountsThePeopleOfAnAudience() {
        // Given
        sentToTheChapter();

        // When, Then
        assertThat(post(admin, "/estimate", body("CHAPTER", Map.of("chapterId", chapter)), 200)
                        .getInt("recipients"))
                .isEqualTo(6);
        assertThat(post(superAdmin, "/estimate", body("CUSTOM", Map.of("recipientIds", List.of("a", "b", "a"))), 200)
                        .getInt("recipients"))
                .isEqualTo(2);
        assertThat(post(superAdmin, "/estimate", body("ALL", Map.of()), 200).getInt("recipients"))
                .isGreaterThanOrEqualTo(6);
    }

    @Test
    void fiftyThousandPeopleByNameAreTaken() {
        // Given
        List<String> people = IntStream.range(0, 50_000)
                .mapToObj(i -> "person-with-a-long-identifier-of-the-directory-" + i)
                .toList();

        // When, Then
        assertThat(post(superAdmin, "", body("CUSTOM", Map.of("recipientIds", people)), 201)
                        .getString("state"))
                .isEqualTo("DRAFT");
        assertThat(post(
                                superAdmin,
                                "/estimate",
                                body("CUSTOM", Map.of("recipientIds", append(people, "one-too-many"))),
                                400)
                        .getString("code"))
                .isEqualTo("AUDIENCE_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"recipientType\":\"EVERYBODY\"} AUDIENCE_INVALID",
                "{\"recipientType\":\"CUSTOM\",\"recipientIds\":[null]} AUDIENCE_INVALID",
                "{\"recipientType\":\"CUSTOM\",\"recipientIds\":[\"$ne\"]} AUDIENCE_INVALID",
                "{\"recipientType\":\"CUSTOM\",\"recipientIds\":{\"$gt\":\"\"}} MALFORMED_JSON",
                "{\"recipientType\":\"CHAPTER\"} AUDIENCE_INVALID",
                "{\"title\":\"\"} TITLE_INVALID",
                "{\"title\":{\"$ne\":1}} MALFORMED_JSON",
                "{\"content\":\"\"} CONTENT_EMPTY",
                "{\"media\":[null]} MEDIA_INVALID",
                "{\"media\":[{\"type\":\"image\",\"url\":\"javascript:alert(1)\"}]} MEDIA_INVALID",
                "{\"priority\":\"SHOUTING\"} MALFORMED",
                "{\"remindAfter\":\"P9999D\",\"requiresAcknowledgement\":true} MALFORMED",
                "{\"remindAfter\":\"PT1H\"} MALFORMED",
                "{\"scheduledFor\":\"tomorrow\"} MALFORMED",
                "{\"scheduledFor\":\"2001-01-01T00:00:00Z\"} MALFORMED",
                "{\"scheduledFor\":\"+999999999-01-01T00:00:00Z\"} MALFORMED"
            })
    void aBodyThatIsNotAsDocumentedIsRefusedByName(String bodyAndCode) {
        // Given
        int space = bodyAndCode.lastIndexOf(' ');
        Map<String, Object> body = body("ALL", Map.of());
        body.putAll(new JsonPath(bodyAndCode.substring(0, space)).getMap("$"));

        // When
        JsonPath problem = post(superAdmin, "", body, 400);

        // Then
        assertThat(problem.getString("code")).isEqualTo(bodyAndCode.substring(space + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{\"title\":1,\"title\":2}"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        given().auth()
                .oauth2(superAdmin)
                .contentType("application/json")
                .body(body)
                .post(BASE)
                .then()
                .statusCode(400);
    }

    @Test
    void aPlanIsItsAuthorsAloneAndCanBeChangedAndTakenBack() {
        // Given
        Map<String, Object> body = body("CHAPTER", Map.of("chapterId", chapter));
        String id = post(admin, "", body, 201).getString("id");
        body.put("title", "Another title");
        body.put("scheduledFor", inAnHour());

        // When
        String colleague = token(Talk.somebody("colleague"), AccountType.CHAPTER_ADMIN, chapter);
        send(colleague, body).put(BASE + "/" + id).then().statusCode(404);
        send(colleague, null).delete(BASE + "/" + id).then().statusCode(404);
        send(colleague, null).post(BASE + "/" + id + "/test").then().statusCode(404);
        JsonPath changed = send(admin, body)
                .put(BASE + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        // Then
        assertThat(changed.getString("state")).isEqualTo("SCHEDULED");
        assertThat(get(admin, "/scheduled", 200).getList("broadcasts.title")).containsExactly("Another title");
        assertThat(get(colleague, "/scheduled", 200).getInt("total")).isZero();
        send(admin, null).delete(BASE + "/" + id).then().statusCode(200);
        send(admin, null).delete(BASE + "/" + id).then().statusCode(404);
    }

    @Test
    void aDraftIsSentToItsAuthorFirstByWhoMayNamePeople() {
        // Given
        String draft = post(superAdmin, "", body("ALL", Map.of()), 201).getString("id");
        String ofChapterAdmin = post(admin, "", body("CHAPTER", Map.of("chapterId", chapter)), 201)
                .getString("id");

        // When
        String first = testOf(superAdmin, draft).statusCode(202).extract().path("id");
        String again = testOf(superAdmin, draft).statusCode(202).extract().path("id");

        // Then
        assertThat(first).startsWith("bc.").isEqualTo(again);
        testOf(admin, ofChapterAdmin).statusCode(403);
    }

    @Test
    void aScheduledBroadcastIsHandedToTheLogAndKnowsWhatBecameOfIt() {
        // Given
        events.join(sender, AccountType.CHAPTER_ADMIN, chapter);
        Instant time = Instant.now().plus(Duration.ofSeconds(2));
        String id = post(admin, "", body("CHAPTER", Map.of("chapterId", chapter, "scheduledFor", time.toString())), 201)
                .getString("id");

        // When
        eventually(() -> assertThat(stateOf(id)).isEqualTo("FIRING"));
        assertThat(Instant.now()).isBetween(time, time.plusSeconds(2));
        send(admin, null).delete(BASE + "/" + id).then().statusCode(409);
        Announcement sent = new Announcement(sender, ofChapter, id, Instant.now(), false, null);
        events.publish(sent.sent());

        // Then
        eventually(() -> assertThat(stateOf(id)).isEqualTo("SENT"));
        assertThat(get(admin, "/scheduled", 200).getString("broadcasts[0].broadcastId"))
                .isEqualTo(sent.id());
    }

    private String stateOf(String id) {
        return get(admin, "/scheduled", 200).getString("broadcasts.find { it.id == '" + id + "' }.state");
    }

    private Announcement sentToTheChapter() {
        events.join(sender, AccountType.CHAPTER_ADMIN, chapter);
        members.forEach(member -> events.join(member, AccountType.CHAPTER_MEMBER, chapter));
        eventually(() -> assertThat(post(admin, "/estimate", body("CHAPTER", Map.of("chapterId", chapter)), 200)
                        .getInt("recipients"))
                .isEqualTo(6));
        Announcement announcement = Announcement.by(sender, ofChapter)
                .at(Instant.now().plusMillis(50))
                .asking(null);
        events.publish(announcement.sent());
        eventually(() -> assertThat(InboxClient.unread(members.get(0)).getInt("broadcast"))
                .isEqualTo(1));
        return announcement;
    }

    private List<String> namesOf(Announcement announcement, String state) {
        return get(admin, "/" + announcement.id() + "/recipients?state=" + state, 200)
                .getList("recipients.user.id", String.class);
    }

    private static String token(String userId, AccountType accountType, String chapterId) {
        var claims = Tokens.claims(userId).claim("accountType", accountType.name());
        return (chapterId == null ? claims : claims.claim("chapterId", chapterId)).sign();
    }

    private static Map<String, Object> body(String recipientType, Map<String, Object> more) {
        Map<String, Object> body =
                new HashMap<>(Map.of("title", "Season opening", "content", "Come all", "recipientType", recipientType));
        body.putAll(more);
        return body;
    }

    private static String inAnHour() {
        return Instant.now().plus(Duration.ofHours(1)).toString();
    }

    private static List<String> append(List<String> list, String one) {
        List<String> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }

    private static ValidatableResponse testOf(String token, String id) {
        return send(token, null).post(BASE + "/" + id + "/test").then();
    }

    private static RequestSpecification send(String token, Object bodyOrNull) {
        var request = given().auth().oauth2(token);
        return bodyOrNull == null
                ? request
                : request.contentType("application/json").body(bodyOrNull);
    }

    private static JsonPath get(String token, String path, int status) {
        return send(token, null)
                .get(BASE + path)
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private static JsonPath post(String token, String path, Object body, int status) {
        return send(token, body)
                .post(BASE + path)
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }
}
