package org.baraza.conversation.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class InboxIT {

    @Inject
    Events events;

    private final String amina = Talk.somebody("amina");
    private final String baraka = Talk.somebody("baraka");
    private final String chiku = Talk.somebody("chiku");

    @Test
    void aMessageAppearsInBothListsAndIsUnreadForItsReceiver() {
        // Given
        Talk talk = Talk.between(amina, baraka);

        // When
        events.publish(talk.sent(amina), talk.sent(amina));

        // Then
        InboxClient.eventually(() -> assertThat(InboxClient.unread(baraka).getMap(""))
                .isEqualTo(Map.of("direct", 2, "broadcast", 0, "total", 2)));
        assertThat(InboxClient.unread(amina).getLong("total")).isZero();
        assertThat(InboxClient.list(amina).getList("conversations.id")).containsExactly(talk.id());
        assertThat(InboxClient.list(baraka).getList("conversations.unreadCount"))
                .containsExactly(2);
    }

    @Test
    void aReadClearsTheUnreadNumberAndShowsInTheSendersList() {
        // Given
        Talk talk = Talk.between(amina, baraka);
        events.publish(talk.sent(amina), talk.sent(amina));

        // When
        events.publish(talk.read(baraka, 2));

        // Then
        InboxClient.eventually(
                () -> assertThat(InboxClient.list(amina).getBoolean("conversations[0].lastMessage.isRead"))
                        .isTrue());
        assertThat(InboxClient.unread(baraka).getLong("total")).isZero();
        assertThat(InboxClient.list(baraka).getLong("conversations[0].readSeq")).isEqualTo(2);
    }

    @Test
    void aReadOfSomeLeavesTheOthersUnread() {
        // Given
        Talk talk = Talk.between(amina, baraka);
        events.publish(talk.sent(amina), talk.sent(amina), talk.sent(amina));

        // When
        events.publish(talk.read(baraka, 1));

        // Then
        InboxClient.eventually(
                () -> assertThat(InboxClient.unread(baraka).getLong("direct")).isEqualTo(2));
    }

    @Test
    void aConversationHasTheShapeOfTheContract() {
        // Given
        events.join(amina);
        events.join(baraka);
        Talk talk = Talk.between(amina, baraka);

        // When
        events.publish(talk.sent(
                amina, "Habari \uD83D\uDC4B", List.of(new Media("image", "https://x.example/y.png", "y.png"))));

        // Then
        InboxClient.eventually(
                () -> assertThat(InboxClient.list(baraka).getString("conversations[0].otherParticipant.firstName"))
                        .isEqualTo("First " + amina));
        JsonPath list = InboxClient.list(baraka);
        assertThat(list.getMap("").keySet()).isEqualTo(Set.of("conversations", "total"));
        assertThat(list.getMap("conversations[0]")).isEqualTo(expectedConversation(talk));
    }

    @Test
    void theNewestActivityComesFirstAndPagesDoNotOverlap() {
        // Given
        Talk oldest = Talk.between(amina, baraka);
        Talk middle = Talk.between(amina, chiku).startingAfter(100);
        Talk newest = Talk.between(amina, Talk.somebody("daudi")).startingAfter(200);

        // When
        events.publish(newest.sent(amina), oldest.sent(amina), middle.sent(amina));

        // Then
        InboxClient.eventually(
                () -> assertThat(InboxClient.list(amina).getInt("total")).isEqualTo(3));
        assertThat(InboxClient.list(amina).getList("conversations.id"))
                .containsExactly(newest.id(), middle.id(), oldest.id());
        assertThat(InboxClient.list(amina, "?page=2&limit=2").getList("conversations.id"))
                .containsExactly(oldest.id());
        assertThat(InboxClient.list(amina, "?page=3&limit=2").getList("conversations"))
                .isEmpty();
        assertThat(InboxClient.list(amina, "?page=3&limit=2").getInt("total")).isEqualTo(3);
    }

    @Test
    void aListOfOneKindHasNoOther() {
        // Given
        Talk talk = Talk.between(amina, baraka);

        // When
        events.publish(talk.sent(amina));

        // Then
        InboxClient.eventually(
                () -> assertThat(InboxClient.list(amina, "?type=DIRECT").getInt("total"))
                        .isEqualTo(1));
        assertThat(InboxClient.list(amina, "?type=BROADCAST").getMap(""))
                .isEqualTo(Map.of("conversations", List.of(), "total", 0));
        assertThat(InboxClient.list(amina, "?type=GROUP").getInt("total")).isZero();
    }

    @Test
    void theLastMessageFollowsAnEdit() {
        // Given
        Talk talk = Talk.between(amina, baraka);
        events.publish(talk.sent(amina), talk.sent(amina));

        // When
        events.publish(
                talk.edited(amina, 1, "not the last", List.of()),
                talk.edited(amina, 2, "the last", List.of(new Media("image", "https://x.example/z.png", null))));

        // Then
        InboxClient.eventually(() -> assertThat(InboxClient.list(baraka).getInt("conversations[0].headRev"))
                .isEqualTo(2));
        assertThat(List.of(amina, baraka))
                .allSatisfy(person -> assertThat(last(person))
                        .containsEntry("content", "the last")
                        .containsEntry("rev", 2)
                        .containsEntry("isEdited", true)
                        .containsEntry("editedAt", "2026-11-01T08:00:02.125Z")
                        .containsEntry("createdAt", "2026-11-01T08:00:02.123Z")
                        .containsEntry("isDeleted", false));
        assertThat(InboxClient.list(baraka).getList("conversations[0].lastMessage.media.url"))
                .containsExactly("https://x.example/z.png");
        assertThat(InboxClient.list(baraka).getString("conversations[0].updatedAt"))
                .isEqualTo("2026-11-01T08:00:02.123Z");
    }

    @Test
    void aMessageDeletedForEverybodyLeavesNoTextAndStaysUnread() {
        // Given
        Talk talk = Talk.between(amina, baraka);
        events.publish(talk.sent(amina, "a slip", List.of(new Media("image", "https://x.example/y.png", null))));

        // When
        events.publish(talk.deleted(amina, 1, DeletionScope.EVERYONE));

        // Then
        InboxClient.eventually(() -> assertThat(last(baraka)).containsEntry("isDeleted", true));
        assertThat(List.of(amina, baraka))
                .allSatisfy(person -> assertThat(last(person))
                        .containsEntry("content", "")
                        .containsEntry("media", List.of())
                        .containsEntry("rev", 1)
                        .containsEntry("isDeleted", true));
        assertThat(InboxClient.unread(baraka).getInt("direct")).isEqualTo(1);
    }

    @Test
    void whatOneDeletesForThemselvesTheOtherKeeps() {
        // Given
        Talk talk = Talk.between(amina, baraka);
        events.publish(talk.sent(amina, "for one only", List.of()));

        // When
        events.publish(talk.deleted(baraka, 1, DeletionScope.ME));

        // Then
        InboxClient.eventually(() -> assertThat(last(baraka))
                .containsEntry("isDeleted", true)
                .containsEntry("content", "")
                .containsEntry("rev", 1));
        assertThat(last(amina))
                .containsEntry("isDeleted", false)
                .containsEntry("content", "for one only")
                .containsEntry("rev", 0);
        assertThat(InboxClient.list(amina).getInt("conversations[0].headRev")).isEqualTo(1);
    }

    @Test
    void anArchivedConversationIsHiddenFromOneListUntilTheNextMessage() {
        // Given
        Talk talk = Talk.between(amina, baraka);
        events.publish(talk.sent(amina));

        // When
        events.publish(talk.archived(baraka));

        // Then
        InboxClient.eventually(
                () -> assertThat(InboxClient.list(baraka).getInt("total")).isZero());
        assertThat(InboxClient.list(baraka).getList("conversations")).isEmpty();
        assertThat(InboxClient.list(amina).getInt("total")).isEqualTo(1);
        assertThat(InboxClient.unread(baraka).getInt("direct")).isEqualTo(1);
        events.publish(talk.edited(amina, 1, "an edit is no message", List.of()));
        events.awaitAllOf(talk);
        assertThat(InboxClient.list(baraka).getInt("total")).isZero();
        events.publish(talk.sent(baraka));
        InboxClient.eventually(
                () -> assertThat(InboxClient.list(baraka).getInt("total")).isEqualTo(1));
    }

    @Test
    void anArchivingThatComesAgainDoesNotHideWhatCameAfterIt() {
        // Given
        Talk talk = Talk.between(amina, baraka);
        MessageEvent first = talk.sent(amina);
        MessageEvent archived = talk.archived(baraka);
        events.publish(first, archived, talk.sent(amina));
        events.awaitAllOf(talk);

        // When
        events.publish(first, archived);
        events.awaitAllOf(talk);

        // Then
        assertThat(InboxClient.list(baraka).getInt("total")).isEqualTo(1);
        assertThat(InboxClient.list(baraka).getInt("conversations[0].unreadCount"))
                .isEqualTo(2);
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        // Given
        Talk talk = Talk.between(amina, baraka);
        List<MessageEvent> first =
                List.of(talk.sent(amina), talk.sent(baraka), talk.read(amina, 2), talk.sent(amina), talk.sent(amina));
        events.publish(first);
        events.publish(talk.read(baraka, 3));
        InboxClient.eventually(() -> assertThat(InboxClient.list(baraka).getInt("conversations[0].readSeq"))
                .isEqualTo(3));
        Map<String, Object> before = InboxClient.list(baraka).getMap("conversations[0]");

        // When
        List<MessageEvent> again = new ArrayList<>(first);
        again.add(talk.message(amina, 2, "an old number with another text", List.of()));
        events.publish(again);
        events.awaitAllOf(talk);

        // Then
        assertThat(conversation(baraka, talk)).isEqualTo(before);
        assertThat(InboxClient.unread(baraka).getInt("direct")).isEqualTo(1);
    }

    @Test
    void nobodySeesConversationsOfOthers() {
        // Given
        Talk talk = Talk.between(amina, baraka);

        // When
        events.publish(talk.sent(amina));

        // Then
        InboxClient.eventually(
                () -> assertThat(InboxClient.list(amina).getInt("total")).isEqualTo(1));
        assertThat(InboxClient.list(chiku).getInt("total")).isZero();
        assertThat(InboxClient.unread(chiku).getInt("total")).isZero();
    }

    private static Map<String, Object> last(String userId) {
        return InboxClient.list(userId).getMap("conversations[0].lastMessage");
    }

    private static Map<String, Object> conversation(String userId, Talk talk) {
        return InboxClient.list(userId).getMap("conversations.find { it.id == '" + talk.id() + "' }");
    }

    private Map<String, Object> expectedConversation(Talk talk) {
        Map<String, Object> message = new HashMap<>();
        message.put("id", talk.id() + "-1");
        message.put("content", "Habari \uD83D\uDC4B");
        message.put("sender", user(amina));
        message.put("conversationId", talk.id());
        message.put("isMine", false);
        message.put("isRead", false);
        message.put("isReadByMe", false);
        message.put("readBy", List.of(amina));
        message.put("isBroadcast", false);
        message.put("media", List.of(Map.of("type", "image", "url", "https://x.example/y.png", "filename", "y.png")));
        message.put("isEdited", false);
        message.put("editedAt", null);
        message.put("createdAt", "2026-11-01T08:00:01.123Z");
        message.put("seq", 1);
        message.put("clientMessageId", "client-1");
        message.put("rev", 0);
        message.put("isDeleted", false);
        Map<String, Object> conversation = new HashMap<>();
        conversation.put("id", talk.id());
        conversation.put("type", "DIRECT");
        conversation.put("otherParticipant", user(amina));
        for (String absent : List.of(
                "title",
                "description",
                "broadcastType",
                "chapter",
                "creator",
                "recipientCount",
                "priority",
                "requiresAcknowledgement",
                "acknowledged")) {
            conversation.put(absent, null);
        }
        conversation.put("lastMessage", message);
        conversation.put("unreadCount", 1);
        conversation.put("updatedAt", "2026-11-01T08:00:01.123Z");
        conversation.put("head", 1);
        conversation.put("headRev", 0);
        conversation.put("readSeq", 0);
        return conversation;
    }

    private static Map<String, Object> user(String id) {
        return Map.of(
                "id", id,
                "_id", id,
                "firstName", "First " + id,
                "lastName", "Last",
                "username", id,
                "profileSlug", id,
                "profilePhoto", "https://photos.example/" + id);
    }
}
