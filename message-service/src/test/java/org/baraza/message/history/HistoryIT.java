package org.baraza.message.history;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.SendMessage;
import org.baraza.message.Commands;
import org.baraza.message.RealBackends;
import org.baraza.message.Tokens;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.store.MessageRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class HistoryIT {

    private static final String CONVERSATIONS = "/api/v1/messages/conversations/";
    private static final int MESSAGES = 105;

    @Inject
    Commands commands;

    @Inject
    MessageRepository messages;

    private String amina;
    private String baraka;
    private String talk;

    @BeforeEach
    void somebodyAndSomebodyElse() {
        amina = commands.somebody();
        baraka = commands.somebody();
        talk = ConversationId.direct(amina, baraka).value();
    }

    /** Pages of a conversation of 105 messages: which numbers each holds, oldest first. */
    @ParameterizedTest
    @CsvSource({
        "'',               86, 105",
        "page=1,           86, 105",
        "page=2,           66,  85",
        "page=6,            1,   5",
        "page=7,            0,   0",
        "page=1000000,      0,   0",
        "limit=1,         105, 105",
        "page=105&limit=1,  1,   1",
        "page=106&limit=1,  0,   0",
        "limit=100,         6, 105",
        "limit=101,         6, 105",
        "limit=1000000,     6, 105",
        "page=2&limit=100,  1,   5",
        "page=2&limit=999,  1,   5",
        "page=3&limit=35,   1,  35",
        "page=&limit=,     86, 105"
    })
    void aPageHoldsItsRangeOfMessagesOldestFirst(String query, long first, long last) {
        // Given
        store(MESSAGES);

        // When
        JsonPath page = page(amina, query.isEmpty() ? talk : talk + "?" + query);

        // Then
        assertThat(page.getList("messages.seq", Long.class))
                .containsExactlyElementsOf(
                        first == 0
                                ? List.of()
                                : LongStream.rangeClosed(first, last).boxed().toList());
        assertThat(page.getLong("total")).isEqualTo(MESSAGES);
    }

    @Test
    void aConversationThatNobodyHasBegunIsEmpty() {
        // When
        JsonPath page = page(amina, talk);

        // Then
        assertThat(page.getString("conversation.id")).isEqualTo(talk);
        assertThat(page.getString("conversation.type")).isEqualTo("DIRECT");
        assertThat(page.getBoolean("conversation.isBroadcast")).isFalse();
        assertThat(page.getList("messages")).isEmpty();
        assertThat(page.getLong("total")).isZero();
    }

    @Test
    void aMessageIsShownAsItIsContracted() {
        // Given
        SendMessage command = new SendMessage(
                "command-" + talk,
                talk,
                amina,
                baraka,
                "client-1",
                "Habari, Baraka? 🎬",
                List.of(new Media("image", "https://media.example.org/1.jpg", null)),
                Instant.now());
        MessageSent sent = (MessageSent) commands.carryOut(command);

        // When
        JsonPath page = page(amina, talk);

        // Then
        assertThat(page.getMap("messages[0]"))
                .containsOnlyKeys(
                        "id",
                        "conversationId",
                        "seq",
                        "clientMessageId",
                        "sender",
                        "content",
                        "media",
                        "isBroadcast",
                        "isRead",
                        "readBy",
                        "isEdited",
                        "editedAt",
                        "createdAt",
                        "rev",
                        "isDeleted",
                        "isMine",
                        "isReadByMe")
                .containsEntry("id", talk + "-1")
                .containsEntry("conversationId", talk)
                .containsEntry("clientMessageId", "client-1")
                .containsEntry("content", "Habari, Baraka? 🎬")
                .containsEntry("isBroadcast", false)
                .containsEntry("isEdited", false)
                .containsEntry("editedAt", null)
                .containsEntry("createdAt", sent.createdAt().toString());
        assertThat(page.getMap("messages[0].sender"))
                .containsOnlyKeys("id", "_id", "firstName", "lastName", "username", "profileSlug", "profilePhoto")
                .containsEntry("id", amina)
                .containsEntry("_id", amina)
                .containsEntry("firstName", "First");
        assertThat(page.getMap("messages[0].media[0]"))
                .containsEntry("type", "image")
                .containsEntry("url", "https://media.example.org/1.jpg")
                .containsEntry("filename", null);
    }

    @Test
    void whoHasReadWhatIsRightAtOnce() {
        // Given
        commands.carryOut(Commands.send(amina, baraka, "one"));
        commands.carryOut(Commands.send(amina, baraka, "two"));
        commands.carryOut(Commands.send(amina, baraka, "three"));

        // When
        commands.carryOut(Commands.read(baraka, amina, 2L));

        // Then
        JsonPath hers = page(amina, talk);
        assertThat(hers.getList("messages.isMine", Boolean.class)).containsExactly(true, true, true);
        assertThat(hers.getList("messages.isReadByMe", Boolean.class)).containsExactly(true, true, true);
        assertThat(hers.getList("messages.isRead", Boolean.class)).containsExactly(true, true, false);
        assertThat(hers.getList("messages[1].readBy", String.class)).containsExactlyInAnyOrder(amina, baraka);
        assertThat(hers.getList("messages[2].readBy", String.class)).containsExactly(amina);
        JsonPath his = page(baraka, talk);
        assertThat(his.getList("messages.isMine", Boolean.class)).containsExactly(false, false, false);
        assertThat(his.getList("messages.isReadByMe", Boolean.class)).containsExactly(true, true, false);
        assertThat(his.getList("messages.isRead", Boolean.class)).containsExactly(true, true, false);
    }

    @Test
    void anAnswerReadsWhatCameBeforeIt() {
        // Given
        commands.carryOut(Commands.send(amina, baraka, "one"));

        // When
        commands.carryOut(Commands.send(baraka, amina, "two"));

        // Then
        JsonPath hers = page(amina, talk);
        assertThat(hers.getList("messages.isMine", Boolean.class)).containsExactly(true, false);
        assertThat(hers.getList("messages.isRead", Boolean.class)).containsExactly(true, false);
        assertThat(hers.getList("messages.isReadByMe", Boolean.class)).containsExactly(true, false);
    }

    @Test
    void eachReadIsSeenBothSidesOver() {
        // Given
        commands.carryOut(Commands.send(amina, baraka, "one"));

        // When
        ConversationRead read = (ConversationRead) commands.carryOut(Commands.read(baraka, amina, null));

        // Then
        assertThat(read.seq()).isEqualTo(1);
        assertThat(page(amina, talk).getBoolean("messages[0].isRead")).isTrue();
        assertThat(page(baraka, talk).getBoolean("messages[0].isReadByMe")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=one",
                "page=1.5",
                "page=1e3",
                "page=1000001",
                "page=99999999999999999999",
                "page=%7B%22$gt%22:0%7D",
                "page=%00",
                "limit=0",
                "limit=-5",
                "limit=many",
                "limit=2147483648",
                "limit=%D9%A1"
            })
    void aPageThatCannotBeIsRefused(String query) {
        // When
        Response answer = get(amina, talk + "?" + query);

        // Then
        assertProblem(answer, 400, "BAD_REQUEST");
        assertThat(answer.asString()).doesNotContain("$gt");
    }

    @Test
    void anOutsiderFindsNothing() {
        // Given
        String chidi = commands.somebody();
        commands.carryOut(Commands.send(amina, baraka, "between us"));

        // When
        Response answer = get(chidi, talk);

        // Then
        assertProblem(answer, 404, "NOT_FOUND");
        assertThat(answer.jsonPath().getString("detail"))
                .isEqualTo(get(amina, "dm.no-such.person").jsonPath().getString("detail"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "dm.",
                "dm..",
                "dm.a",
                "dm.a.b.c",
                "dm.b.a",
                "DM.a.b",
                "dm.a.%24ne",
                "%7B%22$ne%22:null%7D",
                "%7B$gt:''%7D",
                "dm.%7B%22$regex%22:%22.*%22%7D.z",
                "dm.a.b-1",
                "dm.a.%00",
                "dm.a.b%0A",
                "%2e%2e"
            })
    void whatIsNoConversationIsNotFound(String id) {
        // When
        Response answer = get(amina, id);

        // Then
        assertProblem(answer, 404, "NOT_FOUND");
        assertThat(answer.asString()).doesNotContain("$").doesNotContain("regex");
    }

    @Test
    void nobodyCanTalkToSomebodyWhoDoesNotExist() {
        // Given
        String unknown = ConversationId.direct(amina, "nobody-at-all").value();

        // When
        Response answer = get(amina, unknown);

        // Then
        assertProblem(answer, 404, "NOT_FOUND");
    }

    private void store(int count) {
        List<MessageDocument> documents = IntStream.rangeClosed(1, count)
                .mapToObj(seq -> MessageDocument.of(
                        Commands.send(amina, baraka, "message " + seq), null, seq, Instant.ofEpochSecond(seq)))
                .toList();
        assertThat(messages.insertInOrder(documents).await().atMost(ofSeconds(30)))
                .isTrue();
    }

    private static JsonPath page(String viewer, String path) {
        Response answer = get(viewer, path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        return answer.jsonPath();
    }

    private static Response get(String viewer, String path) {
        return given().auth()
                .oauth2(Tokens.of(viewer))
                .urlEncodingEnabled(false)
                .get(CONVERSATIONS + path);
    }

    private static void assertProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(answer.jsonPath().getInt("statusCode")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.jsonPath().getString("error")).isNotBlank();
        assertThat(answer.jsonPath().getString("message")).isNotBlank();
    }
}
