package org.baraza.message.log;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.EditMessage;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.SendMessage;
import org.baraza.message.Commands;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.ContentDocument;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EditPlanTest {

    private static final String TALK = "dm.amina.baraka";
    private static final Instant NOW = PlanTable.NOW;

    private final SendMessage first = Commands.send("amina", "baraka", "first text");
    private final PlanTable table = new PlanTable().stored(first, 1, NOW);

    @Test
    void givesEditsTheNextNumbersOfTheConversation() {
        // Given
        table.stored(Commands.send("amina", "baraka", "other"), 2, NOW).lastRev(TALK, 7);

        // When
        BatchPlan plan = table.plan(edit(1, "changed"), edit(2, "changed, too"), edit(1, "changed again"));

        // Then
        assertThat(plan.ledger().newChanges())
                .extracting(ChangeDocument::rev, ChangeDocument::seq)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(8L, 1L),
                        org.assertj.core.groups.Tuple.tuple(9L, 2L),
                        org.assertj.core.groups.Tuple.tuple(10L, 1L));
        assertThat(plan.ledger().changedMessages())
                .extracting(MessageDocument::content)
                .containsExactly("changed again", "changed, too");
        assertThat(edited(plan, 0).content()).isEqualTo("changed");
        assertThat(edited(plan, 0).rev()).isEqualTo(8);
        assertThat(edited(plan, 2).editedAt()).isEqualTo(NOW);
    }

    @Test
    void keepsWhatTheMessageHeldBefore() {
        // When
        BatchPlan plan = table.plan(edit(1, "second text"), edit(1, "third text"));

        // Then
        assertThat(plan.ledger().newChanges())
                .extracting(change -> change.before().content())
                .containsExactly("first text", "second text");
    }

    @Test
    void editsAMessageOfTheSameBatch() {
        // When
        BatchPlan plan = table.plan(Commands.send("baraka", "amina", "fresh"), editBy("baraka", 2, "fresh, edited"));

        // Then
        assertThat(plan.ledger().newMessages())
                .extracting(MessageDocument::content)
                .containsExactly("fresh");
        assertThat(edited(plan, 1).content()).isEqualTo("fresh, edited");
        assertThat(edited(plan, 1).rev()).isEqualTo(1);
    }

    @Test
    void givesARepeatedCommandTheSameNumber() {
        // Given
        EditMessage edit = edit(1, "changed");

        // When
        BatchPlan plan = table.plan(edit, edit);

        // Then
        assertThat(plan.ledger().newChanges()).hasSize(1);
        assertThat(plan.outcomes().get(1)).isEqualTo(plan.outcomes().get(0));
    }

    @Test
    void takesNoNumberForAnEditThatChangesNothing() {
        // When
        BatchPlan plan = table.plan(edit(1, "first text"), edit(1, "changed"), edit(1, "changed"));

        // Then
        assertThat(plan.ledger().newChanges()).extracting(ChangeDocument::rev).containsExactly(1L);
        assertThat(plan.outcomes().get(0)).isEqualTo(new Outcome.Edited(table.message(TALK, 1), NOW, true));
        assertThat(plan.outcomes().get(2)).isEqualTo(new Outcome.Edited(edited(plan, 1), NOW, true));
    }

    @Test
    void takesAnIdenticalEditAfterTheWindowForDone() {
        // Given
        table.stored(first, 1, NOW.minus(PlanTable.WINDOW).minusSeconds(60));

        // When
        BatchPlan plan = table.plan(editAt(NOW, "first text"));

        // Then
        assertThat(plan.outcomes().get(0)).isInstanceOf(Outcome.Edited.class);
    }

    @Test
    void judgesTheWindowByWhenTheGatewayWasAsked() {
        // Given
        Instant end = NOW.plus(PlanTable.WINDOW);

        // When
        BatchPlan plan = table.plan(editAt(end, "in time"), editAt(end.plusMillis(1), "too late"));

        // Then
        assertThat(plan.outcomes().get(0)).isInstanceOf(Outcome.Edited.class);
        assertThat(reasonOf(plan, 1)).isEqualTo(Refusal.EDIT_WINDOW_OVER);
    }

    @Test
    void refusesOthersAndWhatIsNotThere() {
        // When
        BatchPlan plan = table.plan(editBy("baraka", 1, "his words in her mouth"), edit(2, "nothing there"));

        // Then
        assertThat(reasonOf(plan, 0)).isEqualTo(Refusal.NOT_THE_SENDER);
        assertThat(reasonOf(plan, 1)).isEqualTo(Refusal.MESSAGE_UNKNOWN);
        assertThat(plan.ledger().newChanges()).isEmpty();
    }

    @Test
    void doesNotFindAMessageThatComesAfterItInTheLog() {
        // Given: as a replay meets it
        SendMessage later = Commands.send("amina", "baraka", "later");
        table.stored(
                MessageDocument.of(later, new LogPosition(PlanTable.PARTITION, PlanTable.FIRST_OFFSET + 1), 2, NOW));

        // When
        BatchPlan plan = table.plan(edit(2, "before it was sent"));

        // Then
        assertThat(reasonOf(plan, 0)).isEqualTo(Refusal.MESSAGE_UNKNOWN);
    }

    @Test
    void refusesToEditWhatIsDeleted() {
        // When
        BatchPlan plan =
                table.plan(Commands.delete("amina", "baraka", 1, DeletionScope.EVERYONE), edit(1, "still here"));

        // Then
        assertThat(reasonOf(plan, 1)).isEqualTo(Refusal.MESSAGE_DELETED);
    }

    @Test
    void refusesToLeaveNothing() {
        // Given
        EditMessage noMedia = new EditMessage("c", TALK, 2, "amina", null, null, null, List.of(), NOW);
        SendMessage picture = new SendMessage(
                "p",
                TALK,
                "amina",
                "baraka",
                "p",
                "",
                List.of(new Media("image", "https://a.example/1.jpg", null)),
                NOW);

        // When
        BatchPlan plan = table.stored(picture, 2, NOW).plan(noMedia);

        // Then
        assertThat(reasonOf(plan, 0)).isEqualTo(Refusal.CONTENT_EMPTY);
    }

    @Test
    void refusesATitleForADirectMessage() {
        // When
        BatchPlan plan = table.plan(new EditMessage("c", TALK, 1, "amina", null, "a title", null, null, NOW));

        // Then
        assertThat(reasonOf(plan, 0)).isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void completesAChangeThatIsStoredAndHasNotTakenEffect() {
        // Given
        EditMessage edit = edit(1, "changed");
        ChangeDocument change = table.plan(edit).ledger().newChanges().get(0);

        // When
        BatchPlan plan = table.lastRev(TALK, 1).carriedOut(change).plan(edit, edit(1, "changed"), edit(1, "next"));

        // Then
        assertThat(edited(plan, 0).rev()).isEqualTo(1);
        assertThat(plan.outcomes().get(1)).isEqualTo(new Outcome.Edited(edited(plan, 0), NOW, true));
        assertThat(plan.ledger().newChanges()).extracting(ChangeDocument::rev).containsExactly(2L);
        assertThat(plan.ledger().changedMessages())
                .extracting(MessageDocument::content)
                .containsExactly("next");
    }

    @Test
    void tellsAReplayedEditAsItWasThoughTheMessageHasChangedSince() {
        // Given: baraka sees "second" first and "third" now; both edits come again
        EditMessage second = edit(1, "second");
        EditMessage third = edit(1, "third");
        BatchPlan before = table.plan(second, third);
        before.ledger().newChanges().forEach(table::carriedOut);
        before.ledger().changedMessages().forEach(table::stored);

        // When
        BatchPlan plan = table.lastRev(TALK, 2).plan(second, third);

        // Then
        assertThat(plan.outcomes()).isEqualTo(before.outcomes());
        assertThat(plan.ledger().newChanges()).isEmpty();
    }

    @Test
    void anEditThatChangedNothingThenChangesNothingInAReplayEither() {
        // Given: "second" by one command, "second" by another, "third" by a last
        EditMessage second = edit(1, "second");
        EditMessage again = edit(1, "second");
        EditMessage third = edit(1, "third");
        BatchPlan before = table.plan(second, again, third);
        before.ledger().newChanges().forEach(table::carriedOut);
        before.ledger().changedMessages().forEach(table::stored);
        table.standingAt(again.commandId(), edited(before, 0)).lastRev(TALK, 2);

        // When
        BatchPlan plan = table.plan(second, again, third);

        // Then
        assertThat(plan.outcomes()).isEqualTo(before.outcomes());
        assertThat(plan.ledger().newChanges()).isEmpty();
    }

    @Test
    void numbersConversationsApart() {
        // Given
        table.stored(Commands.send("amina", "chidi", "elsewhere"), 1, NOW);

        // When
        BatchPlan plan = table.plan(
                edit(1, "here"),
                new EditMessage("there", "dm.amina.chidi", 1, "amina", "there", null, null, null, NOW));

        // Then
        assertThat(plan.ledger().newChanges()).extracting(ChangeDocument::rev).containsExactly(1L, 1L);
    }

    @Test
    void saysNothingOfTextsInLogs() {
        // Given
        ChangeDocument change =
                table.plan(edit(1, "secret text")).ledger().newChanges().get(0);

        // When
        Stream<Object> printed = Stream.of(
                change, change.before(), change.after(), new ContentDocument("secret text", List.of(), "t", "d"));

        // Then
        assertThat(printed).allSatisfy(one -> assertThat(one.toString()).doesNotContain("text"));
    }

    private static MessageDocument edited(BatchPlan plan, int command) {
        return ((Outcome.Edited) plan.outcomes().get(command)).message();
    }

    private static Refusal reasonOf(BatchPlan plan, int command) {
        return ((Outcome.Refused) plan.outcomes().get(command)).reason();
    }

    private static EditMessage edit(long seq, String content) {
        return editBy("amina", seq, content);
    }

    private static EditMessage editBy(String actor, long seq, String content) {
        return new EditMessage(
                java.util.UUID.randomUUID().toString(), TALK, seq, actor, content, null, null, null, NOW);
    }

    private static EditMessage editAt(Instant at, String content) {
        return new EditMessage(java.util.UUID.randomUUID().toString(), TALK, 1, "amina", content, null, null, null, at);
    }
}
