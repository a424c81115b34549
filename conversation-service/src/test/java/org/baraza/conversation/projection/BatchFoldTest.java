package org.baraza.conversation.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageRepeated;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.Refusal;
import org.baraza.conversation.Talk;
import org.baraza.conversation.conversation.ConversationChange;
import org.baraza.conversation.conversation.LastMessageDocument;
import org.baraza.conversation.conversation.MediaDocument;
import org.baraza.conversation.conversation.MessageChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class BatchFoldTest {

    private final Talk talk = Talk.between("amina", "baraka");

    @Test
    void aMessageIsReadByItsSenderAndUnreadByTheOther() {
        // Given
        MessageSent sent = talk.sent("amina");

        // When
        ConversationChange change = only(sent);

        // Then
        assertThat(change.lastMessage().seq()).isEqualTo(1);
        assertThat(change.cursors()).isEqualTo(Map.of("amina", 1L));
        assertThat(change.reads()).isEmpty();
        assertThat(change.unreadBy()).containsExactly("baraka");
    }

    @Test
    void manyMessagesBecomeOneChangeWithTheLastOfThem() {
        // Given
        MessageSent first = talk.sent("amina");
        MessageSent second = talk.sent("baraka");
        MessageSent third = talk.sent("amina");

        // When
        ConversationChange change = only(first, second, third);

        // Then
        assertThat(change.lastMessage().seq()).isEqualTo(3);
        assertThat(change.cursors()).isEqualTo(Map.of("amina", 3L, "baraka", 2L));
        assertThat(change.unreadBy()).containsExactly("baraka");
    }

    @Test
    void aReadUpToTheHeadLeavesNobodyBehind() {
        // Given
        MessageSent sent = talk.sent("amina");
        ConversationRead read = talk.read("baraka", 1);

        // When
        ConversationChange change = only(sent, read);

        // Then
        assertThat(change.unreadBy()).isEmpty();
        assertThat(change.reads()).isEqualTo(Map.of("baraka", 1L));
    }

    @Test
    void aReadBeforeTheLastMessageLeavesTheReaderBehind() {
        // Given
        MessageSent first = talk.sent("amina");
        ConversationRead read = talk.read("baraka", 1);
        MessageSent second = talk.sent("amina");

        // When
        ConversationChange change = only(first, read, second);

        // Then
        assertThat(change.unreadBy()).containsExactly("baraka");
        assertThat(change.cursors()).isEqualTo(Map.of("amina", 2L, "baraka", 1L));
    }

    @Test
    void aReadAloneHasNoMessage() {
        // Given
        talk.sent("amina");
        ConversationRead read = talk.read("baraka", 1);

        // When
        ConversationChange change = only(read);

        // Then
        assertThat(change.lastMessage()).isNull();
        assertThat(change.cursors()).isEqualTo(Map.of("baraka", 1L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doubledAndDisorderedEventsFoldToTheSame(long seed) {
        // Given
        List<MessageEvent> events = new ArrayList<>();
        events.add(talk.sent("amina"));
        events.add(talk.sent("baraka"));
        events.add(talk.read("amina", 2));
        events.add(talk.sent("amina"));
        events.add(talk.read("baraka", 1));
        events.add(talk.edited("amina", 3, "once", List.of()));
        events.add(talk.archived("baraka"));
        events.add(talk.edited("amina", 3, "twice", List.of()));
        events.add(talk.deleted("baraka", 3, DeletionScope.ME));
        events.add(talk.edited("amina", 1, "an earlier one", List.of()));
        events.add(talk.deleted("amina", 3, DeletionScope.EVERYONE));
        ConversationChange expected = BatchFold.of(events).iterator().next();
        List<MessageEvent> again = new ArrayList<>(events);
        again.addAll(events);
        Collections.shuffle(again, new Random(seed));

        // When
        var changes = BatchFold.of(again);

        // Then
        assertThat(changes).containsExactly(expected);
    }

    @Test
    void aMessageIsWrittenAsItsEditsLeaveIt() {
        // Given
        MessageSent sent = talk.sent("amina");
        MessageEdited first = talk.edited("amina", 1, "better", List.of());
        MessageEdited second =
                talk.edited("amina", 1, "best", List.of(new Media("image", "https://x.example/y.png", null)));

        // When
        ConversationChange change = only(sent, first, second);

        // Then
        assertThat(change.headRev()).isEqualTo(2);
        assertThat(change.lastMessage())
                .returns("best", LastMessageDocument::content)
                .returns(2L, LastMessageDocument::rev)
                .returns(second.editedAt(), LastMessageDocument::editedAt)
                .returns(sent.createdAt(), LastMessageDocument::createdAt)
                .returns(false, LastMessageDocument::isDeleted);
        assertThat(change.lastMessage().media())
                .containsExactly(new MediaDocument("image", "https://x.example/y.png", null));
    }

    @Test
    void anEditThatLeavesTheMessageAsItWasSentIsPassedOver() {
        // Given
        MessageSent sent = talk.sent("amina");
        MessageEdited edit =
                new MessageEdited("command", talk.id(), 1, 0, "amina", "baraka", sent.createdAt(), sent.message());

        // Then
        assertThat(BatchFold.of(List.of(edit))).isEmpty();
    }

    @Test
    void aDeletionForEverybodyTakesTheTextAndKeepsWhenItWasEdited() {
        // Given
        talk.sent("amina");
        MessageEdited edited = talk.edited("amina", 1, "better", List.of());
        MessageDeleted deleted = talk.deleted("amina", 1, DeletionScope.EVERYONE);

        // When
        ConversationChange change = only(edited, deleted);

        // Then
        assertThat(change.lastMessage()).isNull();
        assertThat(change.messageChange())
                .isEqualTo(new MessageChange(1, 2, "", List.of(), edited.editedAt(), true, Map.of()));
    }

    @Test
    void aDeletionForOneselfChangesNothingForTheOther() {
        // Given
        MessageSent sent = talk.sent("amina");
        MessageDeleted deleted = talk.deleted("baraka", 1, DeletionScope.ME);

        // When
        ConversationChange change = only(sent, deleted);

        // Then
        assertThat(change.headRev()).isEqualTo(1);
        assertThat(change.lastMessage().isDeletedFor("baraka")).isTrue();
        assertThat(change.lastMessage().isDeletedFor("amina")).isFalse();
        assertThat(change.lastMessage().content()).isEqualTo("message 1");
        assertThat(change.lastMessage().revFor("baraka")).isEqualTo(1);
        assertThat(change.lastMessage().revFor("amina")).isZero();
    }

    @Test
    void aChangeOfAnEarlierMessageLeavesTheLastAsItIs() {
        // Given
        MessageSent first = talk.sent("amina");
        MessageSent last = talk.sent("amina");
        MessageEdited edited = talk.edited("amina", 1, "better", List.of());

        // When
        ConversationChange change = only(first, last, edited);

        // Then
        assertThat(change.headRev()).isEqualTo(1);
        assertThat(change.lastMessage()).isEqualTo(LastMessageDocument.of(last));
    }

    @Test
    void anArchivedConversationIsHiddenUntilTheNextMessage() {
        // Given
        MessageSent first = talk.sent("amina");
        ConversationArchived archived = talk.archived("baraka");
        MessageSent next = talk.sent("amina");

        // When
        ConversationChange hidden = only(first, archived);
        ConversationChange shown = only(first, archived, next);

        // Then
        assertThat(hidden.visibleTo()).containsExactly("amina");
        assertThat(shown.visibleTo()).containsExactly("amina", "baraka");
    }

    @Test
    void eachConversationHasItsOwnChange() {
        // Given
        Talk other = Talk.between("amina", "chiku");

        // When
        var changes = BatchFold.of(List.of(talk.sent("amina"), other.sent("chiku"), talk.sent("baraka")));

        // Then
        assertThat(changes)
                .extracting(
                        change -> change.id().value(),
                        change -> change.lastMessage().seq())
                .containsExactly(tuple(talk.id(), 2L), tuple(other.id(), 1L));
    }

    @Test
    void repetitionsAndRefusalsChangeNothing() {
        // Given
        MessageSent sent = talk.sent("amina");
        MessageRepeated repeated = new MessageRepeated(
                "command-2", talk.id(), 1, "amina", sent.clientMessageId(), sent.createdAt(), sent.message());
        CommandRefused refused =
                new CommandRefused("command-3", talk.id(), "amina", Refusal.CONTENT_EMPTY, "content is empty");

        // When
        var changes = BatchFold.of(List.of(repeated, refused));

        // Then
        assertThat(changes).isEmpty();
    }

    @Test
    void eventsThatCannotBeTrueAreRefused() {
        // Given
        Talk strangers = Talk.between("chiku", "daudi");
        MessageSent sent = strangers.sent("chiku");
        MessageSent byAnOutsider =
                new MessageSent("c", talk.id(), 1, "chiku", "amina", "client", sent.createdAt(), sent.message());
        MessageSent unnumbered =
                new MessageSent("c", talk.id(), 0, "amina", "baraka", "client", sent.createdAt(), sent.message());
        MessageSent withoutMessage =
                new MessageSent("c", talk.id(), 1, "amina", "baraka", "client", sent.createdAt(), null);
        MessageSent withoutTime = new MessageSent("c", talk.id(), 1, "amina", "baraka", "client", null, sent.message());
        MessageSent nowhere =
                new MessageSent("c", "$where", 1, "amina", "baraka", "client", sent.createdAt(), sent.message());
        ConversationRead pastTheHead = new ConversationRead("c", talk.id(), "amina", 2, 1, sent.createdAt());
        ConversationRead negative = new ConversationRead("c", talk.id(), "amina", -1, 1, sent.createdAt());
        ConversationRead byNobody = new ConversationRead("c", talk.id(), null, 1, 1, sent.createdAt());
        MessageEdited editedByAnOutsider =
                new MessageEdited("c", talk.id(), 1, 1, "chiku", "amina", sent.createdAt(), sent.message());
        MessageEdited withABadRev =
                new MessageEdited("c", talk.id(), 1, -1, "amina", "baraka", sent.createdAt(), sent.message());
        MessageEdited withoutText = new MessageEdited("c", talk.id(), 1, 1, "amina", "baraka", sent.createdAt(), null);
        MessageDeleted deletedByAnOutsider =
                new MessageDeleted("c", talk.id(), 1, 1, "chiku", DeletionScope.EVERYONE, sent.createdAt());
        MessageDeleted ofNoMessage =
                new MessageDeleted("c", talk.id(), 0, 1, "amina", DeletionScope.ME, sent.createdAt());
        MessageDeleted forNobody = new MessageDeleted("c", talk.id(), 1, 1, "amina", null, sent.createdAt());
        ConversationArchived archivedByAnOutsider =
                new ConversationArchived("c", talk.id(), "chiku", 1, sent.createdAt());
        ConversationArchived beforeTheStart = new ConversationArchived("c", talk.id(), "amina", -1, sent.createdAt());

        // When
        List<MessageEvent> impossible = List.of(
                byAnOutsider,
                unnumbered,
                withoutMessage,
                withoutTime,
                nowhere,
                pastTheHead,
                negative,
                byNobody,
                editedByAnOutsider,
                withABadRev,
                withoutText,
                deletedByAnOutsider,
                ofNoMessage,
                forNobody,
                archivedByAnOutsider,
                beforeTheStart);

        // Then
        assertThat(impossible)
                .allSatisfy(event -> assertThatThrownBy(() -> BatchFold.of(List.of(event)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageNotContaining("message 1"));
    }

    @Test
    void theTextOfAMessageIsInNoLog() {
        // Given
        MessageSent sent = talk.sent("amina", "a secret", List.of());

        // When
        String logged =
                only(sent, talk.edited("amina", 1, "another secret", List.of())).toString();

        // Then
        assertThat(logged).contains(talk.id()).doesNotContain("secret");
    }

    private static ConversationChange only(MessageEvent... events) {
        var changes = BatchFold.of(List.of(events));
        assertThat(changes).hasSize(1);
        return changes.iterator().next();
    }
}
