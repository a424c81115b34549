package org.baraza.message.sync;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.message.Calls;
import org.baraza.message.Commands;
import org.baraza.message.RealBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class SyncLimitsIT {

    @Inject
    Commands commands;

    private String amina;
    private String baraka;
    private String talk;

    @BeforeEach
    void twoPeople() {
        amina = commands.somebody();
        baraka = commands.somebody();
        talk = ConversationId.direct(amina, baraka).value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"conversations\":[{\"id\":\"nonsense\"}]}",
                "{\"conversations\":[{\"id\":{\"$ne\":null}}]}",
                "{\"conversations\":[{\"id\":null}]}",
                "{\"conversations\":[null]}",
                "{\"conversations\":{\"$gt\":\"\"}}",
                "{\"conversations\":[{\"id\":\"dm.a.b\",\"seq\":-1}]}",
                "{\"conversations\":[{\"id\":\"dm.a.b\",\"rev\":-1}]}",
                "{\"conversations\":[{\"id\":\"dm.a.b\",\"seq\":99999999999999999999999}]}",
                "{\"conversations\":[{\"id\":\"dm.a.b\",\"seq\":\"many\"}]}",
                "{\"conversations\":[{\"id\":\"dm.a.b\",\"id\":\"dm.a.c\"}]}",
                "{\"limit\":0}",
                "{\"limit\":-5}",
                "{\"limit\":\"\\u0661x\"}",
                "{\"cursor\":\"%%%\"}",
                "{\"cursor\":\"\"}",
                "{\"cursor\":{\"$regex\":\".*\"}}",
                "{\"cursor\":\"MS9kbS5hLmIvLTEvLTE\"}",
                "{\"cursor\":\"Mi9kbS5hLmIv\"}",
                "[]",
                "null",
                "",
                "{\"conversations\":[",
                "\"text\""
            })
    void whatIsNotAsDocumentedIsRefused(String body) {
        // When
        Response answer = Calls.post(amina, "/sync", body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isIn("BAD_REQUEST", "MALFORMED_JSON");
        assertThat(answer.asString()).doesNotContain("$");
    }

    @Test
    void moreHeldConversationsThanAllowedAreRefused() {
        // Given
        String most = bodyOf(SyncRequest.MAX_HELD);
        String tooMany = bodyOf(SyncRequest.MAX_HELD + 1);

        // When
        Response accepted = Calls.post(amina, "/sync", most);
        Response refused = Calls.post(amina, "/sync", tooMany);

        // Then
        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void deepJsonIsRefused() {
        // When
        Response answer = Calls.post(amina, "/sync", "{\"conversations\":" + "[".repeat(5_000));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"seq=-1", "seq=1.5", "rev=x", "rev=%7B%22$gt%22:0%7D", "limit=0", "seq=1234567890123456789"})
    void numbersThatCannotBeAreRefused(String query) {
        // When
        Response answer = Calls.get(amina, "/sync?conversationId=" + talk + "&" + query);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("BAD_REQUEST");
    }

    @Test
    void aCursorOfSomebodyElsesConversationLeadsToNothing() {
        // Given
        String chidi = commands.somebody();
        commands.carryOut(Commands.send(amina, baraka, "between two"));
        String stolen = Base64.getUrlEncoder().withoutPadding().encodeToString(("1/" + talk + "/0/0").getBytes(UTF_8));

        // When
        Response answer = Calls.post(chidi, "/sync", "{\"cursor\":\"" + stolen + "\"}");

        // Then
        assertThat(answer.jsonPath().getList("conversations.id")).doesNotContain(talk);
        assertThat(answer.asString()).doesNotContain("between two");
    }

    @Test
    void onePageAfterTheOtherLeadsToEverything() {
        // Given
        for (int i = 1; i <= 7; i++) {
            commands.carryOut(Commands.send(amina, baraka, "message " + i));
        }
        commands.carryOut(Commands.edit(amina, baraka, 1, "edited"));
        commands.carryOut(Commands.delete(baraka, amina, 2, DeletionScope.ME));

        // When
        JsonPath first = one(baraka, 0, 0, 5);
        JsonPath second = one(baraka, first.getLong("conversations[0].seq"), first.getLong("conversations[0].rev"), 5);
        JsonPath third = one(baraka, 7, 2, 5);

        // Then
        assertThat(first.getList("conversations[0].messages.seq", Integer.class))
                .containsExactly(1, 3, 4, 5);
        assertThat(first.getString("conversations[0].messages[0].content")).isEqualTo("edited");
        assertThat(first.getBoolean("complete")).isFalse();
        assertThat(second.getList("conversations[0].messages.seq", Integer.class))
                .containsExactly(6, 7);
        assertThat(second.getBoolean("complete")).isTrue();
        assertThat(second.getList("conversations[0].changes.type", String.class))
                .containsExactly("edited", "deleted");
        assertThat(second.getMap("conversations[0].changes[1]")).doesNotContainKey("message");
        assertThat(third.getList("conversations")).isEmpty();
    }

    @Test
    void longTextsMakeShortPages() {
        // Given
        for (int i = 1; i <= 4; i++) {
            commands.carryOut(Commands.send(amina, baraka, "x".repeat(9_000)));
        }

        // When
        JsonPath page = one(baraka, 0, 0, 50);

        // Then
        assertThat(page.getList("conversations[0].messages")).hasSize(2);
        assertThat(page.getBoolean("conversations[0].complete")).isFalse();
    }

    private String bodyOf(int count) {
        List<String> held = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"dm.a" + i + ".b" + i + "\",\"seq\":1,\"rev\":0}")
                .toList());
        return "{\"conversations\":" + held.stream().collect(Collectors.joining(",", "[", "]")) + "}";
    }

    private JsonPath one(String userId, long seq, long rev, int limit) {
        Response answer =
                Calls.get(userId, "/sync?conversationId=" + talk + "&seq=" + seq + "&rev=" + rev + "&limit=" + limit);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath();
    }
}
