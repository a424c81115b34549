package org.baraza.notification.message;

import java.time.Instant;
import java.util.List;

import io.opentelemetry.context.Context;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.Refusal;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.message.Step.Arrival;
import org.baraza.notification.message.Step.Change;
import org.baraza.notification.message.Step.Reading;
import org.baraza.notification.testing.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StepTest {

    private static final Conversation CONVERSATION = Conversation.between("amina", "bob");
    private static final MessageSent SENT = CONVERSATION.message("amina", "hello");

    @Test
    void aMessageArrivesAtItsReceiverAndIsAReadingOfItsSender() {
        // When
        List<Step> steps = of(SENT);

        // Then
        assertThat(steps)
                .containsExactly(
                        new Reading("amina", CONVERSATION.id(), 1, SENT.commandId(), Context.root()),
                        new Arrival("bob", CONVERSATION.id(), "amina", 1, "hello", SENT.createdAt(), Context.root()));
        assertThat(steps.toString()).doesNotContain("hello");
    }

    @Test
    void aReadingIsOne() {
        // Given
        ConversationRead read = CONVERSATION.reading("bob", 1);

        // Then
        assertThat(of(read))
                .containsExactly(new Reading("bob", CONVERSATION.id(), 1, read.commandId(), Context.root()));
    }

    @Test
    void anEditThatLeavesTheMessageAsItWasSentConcernsNobody() {
        // Given
        Conversation conversation = Conversation.between("amina", "bob");
        MessageSent sent = conversation.message("amina", "hello");

        // When
        List<Step> steps = of(new MessageEdited(
                "command", conversation.id(), 1, 0, "amina", "bob", sent.createdAt(), sent.message()));

        // Then
        assertThat(steps).isEmpty();
    }

    @Test
    void anEditConcernsWhoeverReceivedTheMessage() {
        // Given
        Conversation conversation = Conversation.between("amina", "bob");
        conversation.message("amina", "hello");

        // When
        List<Step> steps = of(conversation.edited("amina", 1, "hello, mended"));

        // Then
        assertThat(steps).containsExactly(new Change("bob", conversation.id(), 1, 1, "hello, mended", Context.root()));
        assertThat(steps.toString()).doesNotContain("mended");
    }

    @Test
    void aDeletionConcernsTheOtherOrOnlyOneself() {
        // Given
        Conversation conversation = Conversation.between("amina", "bob");
        conversation.message("amina", "hello");

        // When
        List<Step> forEveryone = of(conversation.deleted("amina", 1, DeletionScope.EVERYONE));
        List<Step> forOneself = of(conversation.deleted("bob", 1, DeletionScope.ME));

        // Then
        assertThat(forEveryone).containsExactly(new Change("bob", conversation.id(), 1, 1, null, Context.root()));
        assertThat(forOneself).containsExactly(new Change("bob", conversation.id(), 1, 2, null, Context.root()));
    }

    @Test
    void broadcastsConcernNobodyHere() {
        // Given
        String broadcast = ConversationId.broadcast("amina", "c1").value();
        Instant now = SENT.createdAt();

        // When
        List<MessageEvent> events = List.of(
                new ConversationRead("k", broadcast, "bob", 1, 1, now),
                new MessageEdited("k", broadcast, 1, 1, "amina", null, now, SENT.message()),
                new MessageDeleted("k", broadcast, 1, 1, "amina", DeletionScope.EVERYONE, now));

        // Then
        assertThat(events).allSatisfy(event -> assertThat(of(event)).isEmpty());
    }

    @Test
    void whatWasRefusedConcernsNobody() {
        assertThat(of(new CommandRefused("k", CONVERSATION.id(), "amina", Refusal.SELF_MESSAGE, "")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNotAsItsContractSaysIsRefusedWithoutQuotingIt(MessageEvent event) {
        assertThatThrownBy(() -> of(event))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hello", "$ne");
    }

    static List<MessageEvent> malformed() {
        String id = CONVERSATION.id();
        Instant now = SENT.createdAt();
        return List.of(
                new MessageSent(null, null, 0, null, null, null, null, null),
                new MessageSent("k", "{\"$ne\":1}", 1, "amina", "bob", "c", now, SENT.message()),
                new MessageSent("k", id, 1, "amina", "eve", "c", now, SENT.message()),
                new MessageSent("k", id, 1, "eve", "bob", "c", now, SENT.message()),
                new MessageSent("k", id, 1, "bob", "bob", "c", now, SENT.message()),
                new MessageSent("k", id, 0, "amina", "bob", "c", now, SENT.message()),
                new MessageSent("k", id, 1, "amina", "bob", "c", null, SENT.message()),
                new MessageSent("k", id, 1, "amina", "bob", "c", now, null),
                new MessageSent(null, id, 1, "amina", "bob", "c", now, SENT.message()),
                new ConversationRead("k", id, "eve", 1, 1, now),
                new ConversationRead(null, id, "bob", 1, 1, now),
                new ConversationRead("k", id, "bob", -1, 1, now),
                new ConversationRead("k", null, "bob", 1, 1, now),
                new MessageEdited("k", id, 1, 1, "amina", "eve", now, SENT.message()),
                new MessageEdited("k", id, 1, 1, "amina", null, now, SENT.message()),
                new MessageEdited("k", id, 0, 1, "amina", "bob", now, SENT.message()),
                new MessageEdited("k", id, 1, -1, "amina", "bob", now, SENT.message()),
                new MessageEdited("k", id, 1, 1, "amina", "bob", now, null),
                new MessageDeleted("k", id, 1, 1, "eve", DeletionScope.EVERYONE, now),
                new MessageDeleted("k", id, 0, 1, "amina", DeletionScope.EVERYONE, now),
                new MessageDeleted("k", id, 1, 0, "amina", DeletionScope.ME, now),
                new MessageDeleted("k", id, 1, 1, "amina", null, now));
    }

    private static List<Step> of(MessageEvent event) {
        return Step.of(new LogRecord<>(0, 0, null, event, Context.root()), new Preview(140));
    }
}
