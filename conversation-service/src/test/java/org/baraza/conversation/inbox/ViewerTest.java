package org.baraza.conversation.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.baraza.contracts.user.UserProfile;
import org.baraza.conversation.conversation.ConversationDocument;
import org.baraza.conversation.conversation.ConversationType;
import org.baraza.conversation.conversation.LastMessageDocument;
import org.baraza.conversation.conversation.MediaDocument;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ViewerTest {

    private static final Instant THEN = Instant.parse("2026-11-01T08:00:00.123Z");
    private static final String ID = "dm.amina.baraka";

    private final Viewer amina = new Viewer("amina", ViewerTest::profile);
    private final Viewer baraka = new Viewer("baraka", ViewerTest::profile);

    @Test
    void theOtherParticipantIsTheOneWhoDoesNotLook() {
        // Given
        ConversationDocument conversation = conversation(Map.of("amina", 7L));

        // When
        InboxConversation seenByAmina = amina.see(conversation);
        InboxConversation seenByBaraka = baraka.see(conversation);

        // Then
        assertThat(seenByAmina.otherParticipant()).isEqualTo(profile("baraka"));
        assertThat(seenByBaraka.otherParticipant()).isEqualTo(profile("amina"));
    }

    @Test
    void numbersAreTheViewersOwn() {
        // Given
        ConversationDocument conversation = conversation(Map.of("amina", 7L, "baraka", 4L));

        // When
        InboxConversation seen = baraka.see(conversation);

        // Then
        assertThat(seen.head()).isEqualTo(7);
        assertThat(seen.readSeq()).isEqualTo(4);
        assertThat(seen.unreadCount()).isEqualTo(3);
        assertThat(seen.updatedAt()).isEqualTo(THEN);
    }

    @Test
    void whoHasNeverReadHasEverythingUnread() {
        // Given
        ConversationDocument conversation = conversation(Map.of("amina", 7L));

        // When
        InboxConversation seen = baraka.see(conversation);

        // Then
        assertThat(seen.readSeq()).isZero();
        assertThat(seen.unreadCount()).isEqualTo(7);
    }

    @Test
    void aMessageThatTheReceiverHasNotReadIsReadByItsSenderOnly() {
        // Given
        ConversationDocument conversation = conversation(Map.of("amina", 7L, "baraka", 6L));

        // When
        InboxMessage mine = amina.see(conversation).lastMessage();
        InboxMessage theirs = baraka.see(conversation).lastMessage();

        // Then
        assertThat(mine)
                .returns(true, InboxMessage::isMine)
                .returns(false, InboxMessage::isRead)
                .returns(true, InboxMessage::isReadByMe)
                .returns(List.of("amina"), InboxMessage::readBy);
        assertThat(theirs)
                .returns(false, InboxMessage::isMine)
                .returns(false, InboxMessage::isRead)
                .returns(false, InboxMessage::isReadByMe)
                .returns(List.of("amina"), InboxMessage::readBy);
    }

    @Test
    void aMessageThatTheReceiverHasReadIsReadForBoth() {
        // Given
        ConversationDocument conversation = conversation(Map.of("amina", 7L, "baraka", 7L));

        // When
        InboxMessage mine = amina.see(conversation).lastMessage();
        InboxMessage theirs = baraka.see(conversation).lastMessage();

        // Then
        assertThat(List.of(mine, theirs))
                .allSatisfy(message -> assertThat(message)
                        .returns(true, InboxMessage::isRead)
                        .returns(true, InboxMessage::isReadByMe)
                        .returns(List.of("amina", "baraka"), InboxMessage::readBy));
    }

    @Test
    void theLastMessageIsTheContractsMessage() {
        // Given
        ConversationDocument conversation = conversation(Map.of("amina", 7L));

        // When
        InboxMessage message = baraka.see(conversation).lastMessage();

        // Then
        assertThat(message)
                .returns(ID + "-7", InboxMessage::id)
                .returns("karibu", InboxMessage::content)
                .returns(profile("amina"), InboxMessage::sender)
                .returns(ID, InboxMessage::conversationId)
                .returns(List.of(new InboxMessage.Attachment("image", "https://x/y.png", null)), InboxMessage::media)
                .returns(false, InboxMessage::isBroadcast)
                .returns(false, InboxMessage::isEdited)
                .returns(null, InboxMessage::editedAt)
                .returns(THEN, InboxMessage::createdAt)
                .returns(7L, InboxMessage::seq)
                .returns("client-7", InboxMessage::clientMessageId);
    }

    @Test
    void anEditedMessageSaysSo() {
        // Given
        LastMessageDocument edited = changed("karibu sana", 8, THEN.plusSeconds(60), false, Map.of());

        // When
        InboxConversation seen = baraka.see(conversation(Map.of("amina", 7L), edited));

        // Then
        assertThat(seen.headRev()).isEqualTo(9);
        assertThat(seen.lastMessage())
                .returns("karibu sana", InboxMessage::content)
                .returns(true, InboxMessage::isEdited)
                .returns(THEN.plusSeconds(60), InboxMessage::editedAt)
                .returns(THEN, InboxMessage::createdAt)
                .returns(8L, InboxMessage::rev)
                .returns(false, InboxMessage::isDeleted);
    }

    @Test
    void whatOneHasDeletedForThemselvesTheOtherStillSees() {
        // Given
        ConversationDocument conversation =
                conversation(Map.of("amina", 7L), changed("karibu", 4, null, false, Map.of("baraka", 6L)));

        // When
        InboxMessage mine = amina.see(conversation).lastMessage();
        InboxMessage theirs = baraka.see(conversation).lastMessage();

        // Then
        assertThat(mine)
                .returns("karibu", InboxMessage::content)
                .returns(4L, InboxMessage::rev)
                .returns(false, InboxMessage::isDeleted);
        assertThat(mine.media()).hasSize(1);
        assertThat(theirs)
                .returns("", InboxMessage::content)
                .returns(List.of(), InboxMessage::media)
                .returns(6L, InboxMessage::rev)
                .returns(true, InboxMessage::isDeleted);
    }

    @Test
    void whatIsDeletedForEverybodyStaysUnreadAndHasNoContent() {
        // Given
        LastMessageDocument tombstone = new LastMessageDocument(
                7, "amina", "client-7", "", List.of(), THEN, 9L, THEN.plusSeconds(60), true, Map.of());

        // When
        InboxConversation seen = baraka.see(conversation(Map.of("amina", 7L), tombstone));

        // Then
        assertThat(seen.unreadCount()).isEqualTo(7);
        assertThat(seen.lastMessage())
                .returns("", InboxMessage::content)
                .returns(List.of(), InboxMessage::media)
                .returns(9L, InboxMessage::rev)
                .returns(true, InboxMessage::isEdited)
                .returns(true, InboxMessage::isDeleted);
    }

    private static LastMessageDocument changed(
            String content, long rev, Instant editedAt, boolean isDeleted, Map<String, Long> deletedFor) {
        return new LastMessageDocument(
                7,
                "amina",
                "client-7",
                content,
                List.of(new MediaDocument("image", "https://x/y.png", null)),
                THEN,
                rev,
                editedAt,
                isDeleted,
                deletedFor);
    }

    @Test
    void unreadNumbersAddUp() {
        // Given
        Map<ConversationType, Long> byType = Map.of(ConversationType.DIRECT, 3L, ConversationType.GROUP, 4L);

        // When
        UnreadCount count = UnreadCount.of(byType, 2);

        // Then
        assertThat(count).isEqualTo(new UnreadCount(3, 2, 9));
    }

    @Test
    void theTextOfAMessageIsInNoLog() {
        // Given
        ConversationDocument conversation = conversation(Map.of());

        // When
        String logged = conversation + " " + amina.see(conversation);

        // Then
        assertThat(logged).contains(ID).doesNotContain("karibu").doesNotContain("y.png");
    }

    private static UserProfile profile(String id) {
        return new UserProfile(id, "First " + id, null, id, null, null);
    }

    private static ConversationDocument conversation(Map<String, Long> cursors) {
        return conversation(
                cursors,
                new LastMessageDocument(
                        7,
                        "amina",
                        "client-7",
                        "karibu",
                        List.of(new MediaDocument("image", "https://x/y.png", null)),
                        THEN));
    }

    private static ConversationDocument conversation(Map<String, Long> cursors, LastMessageDocument lastMessage) {
        return new ConversationDocument(
                ID,
                ConversationType.DIRECT,
                List.of("amina", "baraka"),
                List.of("amina", "baraka"),
                7,
                9L,
                THEN,
                lastMessage,
                cursors,
                List.of("baraka"));
    }
}
