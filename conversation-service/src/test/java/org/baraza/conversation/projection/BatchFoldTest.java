package org.baraza.conversation.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageRepeated;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.Refusal;
import org.baraza.conversation.Talk;
import org.baraza.conversation.conversation.ConversationChange;
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

        // When
        List<MessageEvent> impossible = List.of(
                byAnOutsider, unnumbered, withoutMessage, withoutTime, nowhere, pastTheHead, negative, byNobody);

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
        String logged = only(sent).toString();

        // Then
        assertThat(logged).contains(talk.id()).doesNotContain("secret");
    }

    private static ConversationChange only(MessageEvent... events) {
        var changes = BatchFold.of(List.of(events));
        assertThat(changes).hasSize(1);
        return changes.iterator().next();
    }
}
