package org.baraza.message.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.opentelemetry.context.Context;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.SendMessage;
import org.baraza.eventlog.LogRecord;
import org.baraza.message.Commands;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchPlanTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Set<String> PEOPLE = Set.of("amina", "baraka", "chidi");
    private static final String TALK = "dm.amina.baraka";
    private static final int PARTITION = 3;
    private static final long FIRST_OFFSET = 100;

    @Test
    void numbersEachConversationFromOneMoreThanItsHead() {
        // When
        BatchPlan plan = plan(
                known(Map.of(TALK, 41L)),
                Commands.send("amina", "baraka", "one"),
                Commands.send("amina", "chidi", "two"),
                Commands.send("baraka", "amina", "three"));

        // Then
        assertThat(plan.ledger().newMessages())
                .extracting(MessageDocument::conversationId, MessageDocument::seq)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(TALK, 42L),
                        org.assertj.core.groups.Tuple.tuple("dm.amina.chidi", 1L),
                        org.assertj.core.groups.Tuple.tuple(TALK, 43L));
        assertThat(plan.ledger().heads()).containsEntry(TALK, 43L).containsEntry("dm.amina.chidi", 1L);
    }

    @Test
    void givesARepetitionInTheSameBatchTheFirstResult() {
        // Given
        SendMessage first = Commands.send("amina", "baraka", "same-id", "first");
        SendMessage again = Commands.send("amina", "baraka", "same-id", "another text");

        // When
        BatchPlan plan = plan(known(Map.of()), first, again);

        // Then
        assertThat(plan.ledger().newMessages()).hasSize(1);
        MessageDocument stored = plan.ledger().newMessages().get(0);
        assertThat(plan.outcomes()).containsExactly(new Outcome.Sent(stored), new Outcome.Repeated(stored));
        assertThat(stored.content()).isEqualTo("first");
    }

    @Test
    void tellsAReplayOfACommandFromARepetitionByTheClient() {
        // Given
        SendMessage command = Commands.send("amina", "baraka", "same-id", "text");
        SendMessage retry = Commands.send("amina", "baraka", "same-id", "text");
        MessageDocument stored = MessageDocument.of(command, null, 7, NOW);
        KnownState known = new KnownState(
                Map.of(TALK, 7L), Map.of(stored.id(), stored), Map.of(), Map.of(), KnownState.Changes.NONE);

        // When
        BatchPlan plan = plan(known, command, retry);

        // Then
        assertThat(plan.ledger().newMessages()).isEmpty();
        assertThat(plan.outcomes()).containsExactly(new Outcome.Sent(stored), new Outcome.Repeated(stored));
    }

    @Test
    void letsTwoPeopleUseTheSameClientMessageId() {
        // When
        BatchPlan plan = plan(
                known(Map.of()),
                Commands.send("amina", "baraka", "1", "hers"),
                Commands.send("baraka", "amina", "1", "his"));

        // Then
        assertThat(plan.ledger().newMessages()).extracting(MessageDocument::seq).containsExactly(1L, 2L);
    }

    @Test
    void refusesAReceiverWhomTheDirectoryDoesNotKnowAndGivesNoNumberAway() {
        // When
        BatchPlan plan = plan(
                known(Map.of()), Commands.send("amina", "nobody", "lost"), Commands.send("amina", "baraka", "kept"));

        // Then
        assertThat(plan.outcomes().get(0))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.RECEIVER_UNKNOWN));
        assertThat(plan.ledger().newMessages()).extracting(MessageDocument::seq).containsExactly(1L);
    }

    @Test
    void movesTheSendersOwnCursorWithEachMessageAndOpensTheReceiversWithTheFirst() {
        // When
        BatchPlan plan =
                plan(known(Map.of()), Commands.send("amina", "baraka", "one"), Commands.send("amina", "baraka", "two"));

        // Then
        assertThat(plan.ledger().raisedCursors())
                .containsExactly(CursorDocument.of(TALK, "amina", 2, NOW), CursorDocument.of(TALK, "baraka", 0, null));
    }

    @Test
    void readsUpToTheHeadAtItsPlaceInTheLog() {
        // When
        BatchPlan plan = plan(
                known(Map.of(TALK, 4L)),
                Commands.send("amina", "baraka", "five"),
                Commands.read("baraka", "amina", null),
                Commands.send("amina", "baraka", "six"));

        // Then
        assertThat(plan.outcomes().get(1)).isEqualTo(new Outcome.Read(5, 5));
    }

    @Test
    void aReplayedReadDoesNotCoverWhatStandsAfterItInTheLog() {
        // Given
        SendMessage before = Commands.send("amina", "baraka", "before the read");
        SendMessage after = Commands.send("amina", "baraka", "after the read");
        MessageDocument fifth = MessageDocument.of(before, null, 5, NOW);
        MessageDocument sixth = MessageDocument.of(after, null, 6, NOW);
        MarkRead read = Commands.read("baraka", "amina", null);
        KnownState known = new KnownState(
                Map.of(TALK, 6L),
                Map.of(fifth.id(), fifth, sixth.id(), sixth),
                Map.of(read.commandId(), 5L),
                Map.of(),
                KnownState.Changes.NONE);

        // When
        BatchPlan plan = plan(known, before, read, after);

        // Then
        assertThat(plan.outcomes())
                .containsExactly(new Outcome.Sent(fifth), new Outcome.Read(5, 5), new Outcome.Sent(sixth));
    }

    @Test
    void aReplayedReadOfSomebodyWhoAnsweredSinceIsToldWithinItsHead() {
        // Given: baraka read up to 5 and then wrote 6, which moved his own cursor
        MarkRead read = Commands.read("baraka", "amina", null);
        KnownState known = new KnownState(
                Map.of(TALK, 6L),
                Map.of(),
                Map.of(read.commandId(), 5L),
                Map.of(TALK + "/baraka", 6L),
                KnownState.Changes.NONE);

        // When
        BatchPlan plan = plan(known, read);

        // Then
        assertThat(plan.outcomes()).containsExactly(new Outcome.Read(6, 6));
        assertThat(plan.ledger().raisedCursors()).isEmpty();
    }

    @Test
    void aReadCoversWhatIsNumberedBeforeItInTheSameBatch() {
        // Given: what the store says of the read's place is older than the batch
        MarkRead read = Commands.read("baraka", "amina", null);
        KnownState known = new KnownState(
                Map.of(TALK, 4L), Map.of(), Map.of(read.commandId(), 4L), Map.of(), KnownState.Changes.NONE);

        // When
        BatchPlan plan = plan(known, Commands.send("amina", "baraka", "five"), read);

        // Then
        assertThat(plan.outcomes().get(1)).isEqualTo(new Outcome.Read(5, 5));
    }

    @Test
    void aMessageRemembersWhereItsCommandStands() {
        // When
        BatchPlan plan =
                plan(known(Map.of()), Commands.read("baraka", "amina", null), Commands.send("amina", "baraka", "one"));

        // Then
        assertThat(plan.ledger().newMessages())
                .extracting(MessageDocument::position)
                .containsExactly(new LogPosition(PARTITION, FIRST_OFFSET + 1));
    }

    @Test
    void clampsAReadOfMessagesThatDoNotExistYet() {
        // When
        BatchPlan plan = plan(known(Map.of(TALK, 4L)), Commands.read("baraka", "amina", 1_000L));

        // Then
        assertThat(plan.outcomes()).containsExactly(new Outcome.Read(4, 4));
    }

    @Test
    void neverMovesACursorBack() {
        // Given
        KnownState known = new KnownState(
                Map.of(TALK, 9L), Map.of(), Map.of(), Map.of(TALK + "/baraka", 7L), KnownState.Changes.NONE);

        // When
        BatchPlan plan = plan(known, Commands.read("baraka", "amina", 3L));

        // Then
        assertThat(plan.outcomes()).containsExactly(new Outcome.Read(7, 9));
        assertThat(plan.ledger().raisedCursors()).isEmpty();
    }

    @Test
    void readsAConversationWithoutMessages() {
        // When
        BatchPlan plan = plan(known(Map.of()), Commands.read("baraka", "amina", null));

        // Then
        assertThat(plan.outcomes()).containsExactly(new Outcome.Read(0, 0));
    }

    private static KnownState known(Map<String, Long> heads) {
        return new KnownState(heads, Map.of(), Map.of(), Map.of(), KnownState.Changes.NONE);
    }

    private static BatchPlan plan(KnownState known, MessageCommand... commands) {
        List<LogRecord<MessageCommand>> batch = IntStream.range(0, commands.length)
                .mapToObj(i -> new LogRecord<>(
                        PARTITION, FIRST_OFFSET + i, commands[i].conversationId(), commands[i], Context.root()))
                .toList();
        return BatchPlan.of(batch, known, new BatchPlan.Rules(KnownPeople.of(PEOPLE), Duration.ofMinutes(15)), NOW);
    }
}
