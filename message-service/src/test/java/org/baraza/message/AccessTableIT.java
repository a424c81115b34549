package org.baraza.message;

import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.user.AccountType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Every call of this service by every kind of caller. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class AccessTableIT {

    @Inject
    Commands commands;

    private static String chapter;
    private static String otherChapter;
    private static String sender;
    private static String member;
    private static String removed;
    private static String outsider;
    private static String blocked;
    private static String talk;
    private static String broadcast;

    @BeforeEach
    void aChapterWithABroadcastAndATalk() {
        if (broadcast != null) {
            // reading changes nothing
            return;
        }
        chapter = "chapter-" + UUID.randomUUID();
        otherChapter = "chapter-" + UUID.randomUUID();
        sender = commands.somebodyOf(chapter);
        member = commands.somebodyOf(chapter);
        removed = commands.somebodyOf(chapter);
        outsider = commands.somebodyOf(otherChapter);
        blocked = commands.somebodyOf(otherChapter);
        commands.carryOut(Commands.send(sender, member, "between two"));
        commands.carryOut(Commands.send(sender, blocked, "before the block"));
        PublishBroadcast publication = Commands.publish(sender, Audience.chapter(chapter), "to the chapter");
        commands.carryOut(publication);
        commands.carryOut(Commands.readOf(publication.conversationId(), removed, null));
        commands.change(removed, otherChapter, List.of());
        commands.change(blocked, otherChapter, List.of(sender));
        talk = ConversationId.direct(sender, member).value();
        broadcast = publication.conversationId();
    }

    @ParameterizedTest(name = "{0} of {1} by {2}: {3}")
    @CsvSource({
        "history,  talk,      anonymous,           401",
        "history,  talk,      expired,             401",
        "history,  talk,      outsider,            404",
        "history,  talk,      member,              200",
        "history,  talk,      sender,              200",
        "history,  talk,      removed,             404",
        "history,  talk,      blocked,             404",
        "history,  talk,      chapterAdmin,        404",
        "history,  talk,      otherChapterAdmin,   404",
        "history,  talk,      superAdmin,          404",
        "history,  withBlock, blocked,             200",
        "history,  withBlock, sender,              200",
        "history,  broadcast, anonymous,           401",
        "history,  broadcast, expired,             401",
        "history,  broadcast, outsider,            404",
        "history,  broadcast, member,              200",
        "history,  broadcast, sender,              200",
        "history,  broadcast, removed,             404",
        "history,  broadcast, blocked,             404",
        "history,  broadcast, otherChapterAdmin,   404",
        "history,  broadcast, superAdmin,          404",
        "readers,  talk,      anonymous,           401",
        "readers,  talk,      expired,             401",
        "readers,  talk,      outsider,            404",
        "readers,  talk,      member,              200",
        "readers,  talk,      sender,              200",
        "readers,  talk,      removed,             404",
        "readers,  talk,      blocked,             404",
        "readers,  talk,      chapterAdmin,        404",
        "readers,  talk,      superAdmin,          404",
        "readers,  broadcast, anonymous,           401",
        "readers,  broadcast, expired,             401",
        "readers,  broadcast, outsider,            404",
        "readers,  broadcast, member,              403",
        "readers,  broadcast, sender,              200",
        "readers,  broadcast, removed,             404",
        "readers,  broadcast, blocked,             404",
        "readers,  broadcast, chapterAdmin,        200",
        "readers,  broadcast, otherChapterAdmin,   404",
        "readers,  broadcast, superAdmin,          200",
        "versions, talk,      anonymous,           401",
        "versions, talk,      expired,             401",
        "versions, talk,      outsider,            403",
        "versions, talk,      member,              403",
        "versions, talk,      sender,              403",
        "versions, talk,      chapterAdmin,        403",
        "versions, talk,      superAdmin,          200",
        "versions, broadcast, sender,              403",
        "versions, broadcast, chapterAdmin,        403",
        "versions, broadcast, superAdmin,          200",
        "versions, nothing,   outsider,            403",
        "versions, nothing,   superAdmin,          404",
        "sync,     talk,      anonymous,           401",
        "sync,     talk,      expired,             401",
        "sync,     talk,      outsider,            404",
        "sync,     talk,      member,              200",
        "sync,     talk,      sender,              200",
        "sync,     talk,      superAdmin,          404",
        "sync,     broadcast, outsider,            404",
        "sync,     broadcast, member,              200",
        "sync,     broadcast, sender,              200",
        "sync,     broadcast, removed,             404",
        "sync,     broadcast, blocked,             404",
        "sync,     broadcast, otherChapterAdmin,   404",
        "sync,     broadcast, superAdmin,          404",
        "syncAll,  talk,      anonymous,           401",
        "syncAll,  talk,      expired,             401"
    })
    void everyCallByEveryKindOfCaller(String call, String what, String who, int status) {
        // When
        Response answer = call(call, idOf(what), who);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 404) {
            Response ofNothing = call(call, idOf("nothing"), who);
            assertThat(answer.asString()).isEqualTo(ofNothing.asString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "member,            true,  true",
        "sender,            true,  true",
        "outsider,          false, false",
        "removed,           false, false",
        "blocked,           false, false",
        "superAdmin,        false, false",
        "otherChapterAdmin, false, false"
    })
    void aSyncOfAllHoldsOwnConversationsAlone(String who, boolean withTalk, boolean withBroadcast) {
        // When
        List<String> ids = new java.util.ArrayList<>();
        String cursor = null;
        do {
            String body = cursor == null ? "{}" : "{\"cursor\":\"" + cursor + "\"}";
            Response answer = given().auth()
                    .oauth2(token(who))
                    .contentType("application/json")
                    .body(body)
                    .post("/api/v1/sync");
            ids.addAll(answer.jsonPath().getList("conversations.id", String.class));
            cursor = answer.jsonPath().getString("cursor");
        } while (cursor != null);

        // Then
        assertThat(ids.contains(talk)).isEqualTo(withTalk);
        assertThat(ids.contains(broadcast)).isEqualTo(withBroadcast);
    }

    private String idOf(String what) {
        return switch (what) {
            case "talk" -> talk;
            case "withBlock" -> ConversationId.direct(sender, blocked).value();
            case "broadcast" -> broadcast;
            default -> "bc.00000000000000000000000000000000";
        };
    }

    private Response call(String call, String id, String who) {
        var request = given();
        if (!who.equals("anonymous")) {
            request.auth().oauth2(token(who));
        }
        return switch (call) {
            case "history" -> request.get("/api/v1/messages/conversations/" + id);
            case "readers" -> request.get("/api/v1/messages/" + id + "-1/readers");
            case "versions" -> request.get("/api/v1/messages/" + id + "-1/versions");
            case "sync" -> request.get("/api/v1/sync?conversationId=" + id);
            default -> request.contentType("application/json").body("{}").post("/api/v1/sync");
        };
    }

    private String token(String who) {
        return switch (who) {
            case "expired" ->
                Tokens.claims(sender)
                        .expiresAt(java.time.Instant.now().minusSeconds(60))
                        .sign();
            case "chapterAdmin" -> admin(AccountType.CHAPTER_ADMIN, chapter);
            case "otherChapterAdmin" -> admin(AccountType.CHAPTER_ADMIN, otherChapter);
            case "superAdmin" -> admin(AccountType.SUPER_ADMIN, null);
            case "sender" -> Tokens.of(sender);
            case "member" -> Tokens.of(member);
            case "removed" -> Tokens.of(removed);
            case "blocked" -> Tokens.of(blocked);
            default -> Tokens.of(outsider);
        };
    }

    /** Of somebody who is not in the directory's chapter: what they answer for, their token says. */
    private String admin(AccountType accountType, String chapterId) {
        var claims = Tokens.claims(outsider).claim("accountType", accountType.name());
        if (chapterId != null) {
            claims.claim("chapterId", chapterId);
        }
        return claims.sign();
    }
}
