package org.baraza.message.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.user.AccountType;
import org.baraza.message.Calls;
import org.baraza.message.Commands;
import org.baraza.message.RealBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class ChangedHistoryIT {

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

    @Test
    void showsAMessageAsItWasEditedLast() {
        // Given
        commands.carryOut(Commands.send(amina, baraka, "first"));
        commands.carryOut(Commands.edit(amina, baraka, 1, "second"));
        MessageEdited last = (MessageEdited) commands.carryOut(Commands.edit(amina, baraka, 1, "third"));

        // When
        Map<String, Object> message = page(baraka, talk).getMap("messages[0]");

        // Then
        assertThat(message)
                .containsEntry("content", "third")
                .containsEntry("isEdited", true)
                .containsEntry("editedAt", last.editedAt().toString())
                .containsEntry("rev", 2)
                .containsEntry("isDeleted", false);
    }

    @Test
    void leavesATombstoneOfWhatIsDeletedForEverybody() {
        // Given
        commands.carryOut(Commands.send(amina, baraka, "a secret"));
        commands.carryOut(Commands.delete(amina, baraka, 1, DeletionScope.EVERYONE));

        // When
        JsonPath page = page(baraka, talk);

        // Then
        assertThat(page.getMap("messages[0]"))
                .containsEntry("content", "")
                .containsEntry("media", List.of())
                .containsEntry("isDeleted", true)
                .containsEntry("rev", 1);
        assertThat(page.getLong("total")).isEqualTo(1);
    }

    @Test
    void leavesOutWhatSomebodyHasDeletedForThemselves() {
        // Given
        for (int i = 1; i <= 5; i++) {
            commands.carryOut(Commands.send(amina, baraka, "message " + i));
        }
        commands.carryOut(Commands.delete(baraka, amina, 2, DeletionScope.ME));
        commands.carryOut(Commands.delete(baraka, amina, 5, DeletionScope.ME));

        // When
        JsonPath his = page(baraka, talk);
        JsonPath hers = page(amina, talk);

        // Then
        assertThat(his.getList("messages.seq", Integer.class)).containsExactly(1, 3, 4);
        assertThat(his.getLong("total")).isEqualTo(5);
        assertThat(hers.getList("messages.seq", Integer.class)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void showsABroadcastWithItsTitleAndOneOwnReadState() {
        // Given
        String chidi = commands.somebody();
        PublishBroadcast broadcast = Commands.publish(amina, Audience.of(List.of(baraka, chidi)), "to both");
        commands.carryOut(broadcast);
        commands.carryOut(Commands.readOf(broadcast.conversationId(), chidi, null));

        // When
        JsonPath his = page(baraka, broadcast.conversationId());
        JsonPath chidis = page(chidi, broadcast.conversationId());

        // Then
        assertThat(his.getMap("conversation"))
                .containsEntry("id", broadcast.conversationId())
                .containsEntry("type", "BROADCAST")
                .containsEntry("isBroadcast", true)
                .containsEntry("title", "title of to both")
                .containsEntry("description", "description of to both")
                .containsEntry("broadcastType", "CUSTOM")
                .containsEntry("priority", "HIGH")
                .containsEntry("requiresAcknowledgement", true);
        assertThat(his.getString("conversation.creator.id")).isEqualTo(amina);
        assertThat(his.getList("messages.content")).containsExactly("to both");
        assertThat(his.getBoolean("messages[0].isReadByMe")).isFalse();
        assertThat(his.getList("messages[0].readBy", String.class)).containsExactly(amina);
        assertThat(chidis.getBoolean("messages[0].isReadByMe")).isTrue();
        assertThat(chidis.getList("messages[0].readBy", String.class)).containsExactlyInAnyOrder(amina, chidi);
        assertThat(his.getBoolean("messages[0].isBroadcast")).isTrue();
    }

    @Test
    void namesTheReadersOfAMessagePageByPage() {
        // Given
        String chidi = commands.somebody();
        String dalila = commands.somebody();
        PublishBroadcast broadcast = Commands.publish(amina, Audience.of(List.of(baraka, chidi, dalila)), "to three");
        commands.carryOut(broadcast);
        Instant readAt = Instant.parse("2026-05-06T07:08:09.123Z");
        commands.carryOut(new MarkRead("r1" + talk, broadcast.conversationId(), baraka, null, readAt));
        commands.carryOut(new MarkRead("r2" + talk, broadcast.conversationId(), chidi, 1L, readAt));

        // When
        JsonPath first = ok(Calls.get(amina, "/messages/" + broadcast.conversationId() + "-1/readers?limit=1"));
        JsonPath second = ok(Calls.get(amina, "/messages/" + broadcast.conversationId() + "-1/readers?limit=1&page=2"));

        // Then
        assertThat(first.getLong("total")).isEqualTo(2);
        assertThat(List.of(first.getString("readers[0].user.id"), second.getString("readers[0].user.id")))
                .containsExactlyInAnyOrder(baraka, chidi);
        assertThat(first.getString("readers[0].readAt")).isEqualTo(readAt.toString());
        assertThat(first.getList("readers")).hasSize(1);
    }

    @Test
    void countsAsReadersOfADirectMessageWhoeverHasReadThatFar() {
        // Given
        commands.carryOut(Commands.send(amina, baraka, "one"));
        commands.carryOut(Commands.send(amina, baraka, "two"));
        commands.carryOut(Commands.read(baraka, amina, 1L));

        // When
        JsonPath ofOne = ok(Calls.get(baraka, "/messages/" + talk + "-1/readers"));
        JsonPath ofTwo = ok(Calls.get(amina, "/messages/" + talk + "-2/readers"));

        // Then
        assertThat(ofOne.getList("readers.user.id", String.class)).containsExactly(baraka);
        assertThat(ofOne.getLong("total")).isEqualTo(1);
        assertThat(ofTwo.getList("readers")).isEmpty();
        assertThat(ofTwo.getLong("total")).isZero();
    }

    @Test
    void keepsEarlierVersionsForModerators() {
        // Given
        commands.carryOut(Commands.send(amina, baraka, "first"));
        commands.carryOut(Commands.edit(amina, baraka, 1, "second"));
        commands.carryOut(Commands.delete(baraka, amina, 1, DeletionScope.ME));
        commands.carryOut(Commands.delete(amina, baraka, 1, DeletionScope.EVERYONE));

        // When
        JsonPath newest = versions("?limit=1");
        JsonPath oldest = versions("?before=" + newest.getString("next"));

        // Then
        assertThat(newest.getMap("versions[0]"))
                .containsEntry("rev", 3)
                .containsEntry("endedBy", "deleted")
                .containsEntry("content", "second");
        assertThat(oldest.getList("versions.content")).containsExactly("first");
        assertThat(oldest.getString("versions[0].actor.id")).isEqualTo(amina);
        assertThat(oldest.getString("next")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/messages/nonsense/readers",
                "/messages/dm.a.b/readers",
                "/messages/dm.a.b-0/readers",
                "/messages/dm.a.b-%7B%22$gt%22:0%7D/readers",
                "/messages/bc.00000000000000000000000000000000-1/readers",
                "/messages/bc.%24where-1/readers",
                "/messages/dm.a.b-9999999999999999999999/readers"
            })
    void whatIsNoMessageHasNoReaders(String path) {
        // When
        Response answer = Calls.get(amina, path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("NOT_FOUND");
        assertThat(answer.jsonPath().getString("detail")).isEqualTo("there is no such message");
    }

    private JsonPath versions(String query) {
        return ok(Calls.get(amina, AccountType.SUPER_ADMIN, null, "/messages/" + talk + "-1/versions" + query));
    }

    private static JsonPath page(String viewer, String conversationId) {
        return ok(Calls.get(viewer, "/messages/conversations/" + conversationId));
    }

    private static JsonPath ok(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath();
    }
}
