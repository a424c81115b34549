package org.baraza.conversation.inbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.user.AccountType;
import org.baraza.conversation.Announcement;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baraza.conversation.InboxClient.eventually;

/** What people see of broadcasts, from the logs to their lists. Each test has a chapter of its own. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class BroadcastInboxIT {

    @Inject
    Events events;

    private final String chapter = "chapter-" + UUID.randomUUID().toString().substring(0, 8);
    private final Audience ofChapter = Audience.chapter(chapter);
    private final String admin = member("admin");
    private final String amina = member("amina");

    private String member(String name) {
        return Talk.somebody(name);
    }

    private void everybodyJoins() {
        events.join(admin, AccountType.CHAPTER_ADMIN, chapter);
        events.join(amina, AccountType.CHAPTER_MEMBER, chapter);
    }

    @Test
    void aBroadcastIsAConversationOfTheClientsContract() {
        // Given
        everybodyJoins();
        Announcement announcement = announced(Announcement.by(admin, ofChapter).asking(null));

        // When
        eventually(() -> assertThat(broadcastsOf(amina)).containsExactly(announcement.id()));

        // Then
        JsonPath list = InboxClient.list(amina, "?type=BROADCAST");
        list.setRootPath("conversations[0]");
        assertThat(list.getString("type")).isEqualTo("BROADCAST");
        assertThat(list.getString("title")).isEqualTo("Season opening");
        assertThat(list.getString("description")).isEqualTo("Come all");
        assertThat(list.getString("broadcastType")).isEqualTo("CHAPTER");
        assertThat(list.getMap("chapter"))
                .containsEntry("_id", chapter)
                .containsEntry("name", "Chapter " + chapter)
                .containsEntry("code", "CODE")
                .containsEntry("country", "Kenya")
                .containsEntry("city", "Nairobi");
        assertThat(list.getString("creator.id")).isEqualTo(admin);
        assertThat(list.getString("creator._id")).isEqualTo(admin);
        assertThat(list.getInt("recipientCount")).isEqualTo(2);
        assertThat(list.getInt("unreadCount")).isEqualTo(1);
        assertThat(list.getInt("head")).isEqualTo(1);
        assertThat(list.getInt("readSeq")).isZero();
        assertThat(Instant.parse(list.getString("updatedAt"))).isEqualTo(announcement.createdAt());
        assertThat(list.getString("priority")).isEqualTo("HIGH");
        assertThat(list.getBoolean("requiresAcknowledgement")).isTrue();
        assertThat(list.getBoolean("acknowledged")).isFalse();
        assertThat(list.getString("lastMessage.id")).isEqualTo(announcement.id() + "-1");
        assertThat(list.getString("lastMessage.content")).isEqualTo("The doors open at eight");
        assertThat(list.getBoolean("lastMessage.isBroadcast")).isTrue();
        assertThat(list.getBoolean("lastMessage.isMine")).isFalse();
        assertThat(list.getList("lastMessage.media")).hasSize(1);
        assertThat(list.getList("lastMessage.readBy", String.class)).containsExactly(admin);
    }

    @Test
    void whoSentItHasReadItAndTheOthersReadAndAcknowledgeIt() {
        // Given
        everybodyJoins();
        Announcement announcement = announced(Announcement.by(admin, ofChapter).asking(null));
        eventually(() -> assertThat(unread(amina)).isEqualTo(1));

        // When
        events.publish(announcement.acknowledgedBy(amina), announcement.readBy(amina));

        // Then
        eventually(() -> assertThat(unread(amina)).isZero());
        assertThat(unread(admin)).isZero();
        JsonPath list = InboxClient.list(amina, "?type=BROADCAST");
        assertThat(list.getBoolean("conversations[0].acknowledged")).isTrue();
        assertThat(list.getInt("conversations[0].readSeq")).isEqualTo(1);
        assertThat(list.getBoolean("conversations[0].lastMessage.isReadByMe")).isTrue();
        assertThat(InboxClient.list(admin, "?type=BROADCAST").getBoolean("conversations[0].lastMessage.isMine"))
                .isTrue();
    }

    @Test
    void directConversationsAndBroadcastsAreOneListByTimeInPages() {
        // Given
        everybodyJoins();
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Announcement> announcements = IntStream.range(0, 6)
                .mapToObj(i -> announced(Announcement.by(admin, ofChapter).at(start.plusSeconds(2L * i))))
                .toList();
        String named = announced(
                        Announcement.by(admin, Audience.of(List.of(amina))).at(start.plusSeconds(5)))
                .id();
        Talk older = Talk.between(amina, admin);
        events.publish(older.sent(admin));

        // When
        eventually(() -> assertThat(InboxClient.list(amina).getInt("total")).isEqualTo(8));

        // Then
        List<String> ids = idsOf("");
        assertThat(ids)
                .containsExactly(
                        announcements.get(5).id(),
                        announcements.get(4).id(),
                        announcements.get(3).id(),
                        named,
                        announcements.get(2).id(),
                        announcements.get(1).id(),
                        announcements.get(0).id(),
                        older.id());
        assertThat(idsOf("?page=1&limit=3")).isEqualTo(ids.subList(0, 3));
        assertThat(idsOf("?page=2&limit=3")).isEqualTo(ids.subList(3, 6));
        assertThat(idsOf("?page=3&limit=3")).isEqualTo(ids.subList(6, 8));
        assertThat(idsOf("?page=4&limit=3")).isEmpty();
        assertThat(idsOf("?type=DIRECT")).containsExactly(older.id());
        assertThat(InboxClient.list(amina, "?type=BROADCAST&page=1000000&limit=100")
                        .getInt("total"))
                .isEqualTo(7);
        JsonPath unread = InboxClient.unread(amina);
        assertThat(unread.getInt("direct")).isEqualTo(1);
        assertThat(unread.getInt("broadcast")).isEqualTo(7);
        assertThat(unread.getInt("total")).isEqualTo(8);
    }

    @Test
    void whoLeavesAChapterLosesItsBroadcastsAndBeginsAnewWhenTheyComeBack() {
        // Given
        everybodyJoins();
        announced(Announcement.by(admin, ofChapter));
        eventually(() -> assertThat(unread(amina)).isEqualTo(1));

        // When
        events.join(amina, AccountType.CHAPTER_MEMBER, null);

        // Then
        eventually(() -> assertThat(unread(amina)).isZero());
        assertThat(broadcastsOf(amina)).isEmpty();

        // When
        events.join(amina, AccountType.CHAPTER_MEMBER, chapter);
        Announcement later =
                announced(Announcement.by(admin, ofChapter).at(Instant.now().plusSeconds(5)));

        // Then
        eventually(() -> assertThat(broadcastsOf(amina)).containsExactly(later.id()));
        assertThat(unread(amina)).isEqualTo(1);
    }

    @Test
    void aHiddenOneIsOffTheListOfWhoHidItAlone() {
        // Given
        everybodyJoins();
        Announcement hidden = announced(Announcement.by(admin, ofChapter));
        Announcement kept = announced(
                Announcement.by(admin, ofChapter).at(hidden.createdAt().plusSeconds(1)));

        // When
        events.publish(hidden.readBy(amina), hidden.archivedBy(amina));

        // Then
        eventually(() -> assertThat(broadcastsOf(amina)).containsExactly(kept.id()));
        assertThat(InboxClient.list(amina, "?type=BROADCAST").getInt("total")).isEqualTo(1);
        assertThat(broadcastsOf(admin)).containsExactly(kept.id(), hidden.id());
    }

    @Test
    void editsAndRecallsShowAndARecalledOneCountsUntilItIsRead() {
        // Given
        everybodyJoins();
        Announcement announcement = announced(Announcement.by(admin, ofChapter));

        // When
        events.publish(announcement.edited(1));

        // Then
        eventually(() -> assertThat(InboxClient.list(amina, "?type=BROADCAST").getString("conversations[0].title"))
                .isEqualTo("New opening"));
        assertThat(InboxClient.list(amina, "?type=BROADCAST").getBoolean("conversations[0].lastMessage.isEdited"))
                .isTrue();

        // When
        events.publish(announcement.deletedBy(admin, DeletionScope.EVERYONE, 2));

        // Then
        eventually(() -> assertThat(
                        InboxClient.list(amina, "?type=BROADCAST").getBoolean("conversations[0].lastMessage.isDeleted"))
                .isTrue());
        JsonPath list = InboxClient.list(amina, "?type=BROADCAST");
        assertThat(list.getString("conversations[0].title")).isEmpty();
        assertThat(list.getString("conversations[0].lastMessage.content")).isEmpty();
        assertThat(list.getInt("conversations[0].headRev")).isEqualTo(2);
        assertThat(unread(amina)).isEqualTo(1);
    }

    @Test
    void whoDeletesItForThemselvesSeesATombstoneAndTheOthersTheText() {
        // Given
        everybodyJoins();
        Announcement announcement = announced(Announcement.by(admin, ofChapter));

        // When
        events.publish(announcement.deletedBy(amina, DeletionScope.ME, 1));

        // Then
        eventually(() -> assertThat(
                        InboxClient.list(amina, "?type=BROADCAST").getBoolean("conversations[0].lastMessage.isDeleted"))
                .isTrue());
        assertThat(InboxClient.list(amina, "?type=BROADCAST").getInt("conversations[0].headRev"))
                .isEqualTo(1);
        JsonPath others = InboxClient.list(admin, "?type=BROADCAST");
        assertThat(others.getString("conversations[0].lastMessage.content")).isEqualTo("The doors open at eight");
        assertThat(others.getInt("conversations[0].headRev")).isZero();
    }

    @Test
    void anEventOfABroadcastThatWasNeverSentHoldsUpNothing() {
        // Given
        everybodyJoins();
        Announcement never = Announcement.by(admin, ofChapter);

        // When
        events.publish(never.readBy(amina));
        Announcement next = announced(Announcement.by(admin, ofChapter));

        // Then
        eventually(() -> assertThat(broadcastsOf(amina)).containsExactly(next.id()));
    }

    private Announcement announced(Announcement announcement) {
        events.publish(announcement.sent());
        return announcement;
    }

    private static long unread(String userId) {
        return InboxClient.unread(userId).getLong("broadcast");
    }

    private List<String> idsOf(String query) {
        return InboxClient.list(amina, query).getList("conversations.id", String.class);
    }

    private static List<String> broadcastsOf(String userId) {
        return InboxClient.list(userId, "?type=BROADCAST").getList("conversations.id", String.class);
    }
}
