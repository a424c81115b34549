package org.baraza.message.log;

import java.util.List;

import org.baraza.contracts.message.DeleteMessage;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.Refusal;
import org.baraza.message.Commands;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.HideDocument;
import org.baraza.message.store.MessageDocument;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeletePlanTest {

    private static final String TALK = "dm.amina.baraka";

    private final PlanTable table =
            new PlanTable().stored(Commands.send("amina", "baraka", "the text"), 1, PlanTable.NOW);

    @Test
    void leavesATombstoneForEverybody() {
        // When
        BatchPlan plan = table.plan(Commands.delete("amina", "baraka", 1, DeletionScope.EVERYONE));

        // Then
        assertThat(plan.outcomes()).containsExactly(new Outcome.Deleted(1, "amina", PlanTable.NOW, false));
        MessageDocument tombstone = plan.ledger().changedMessages().iterator().next();
        assertThat(tombstone.isDeleted()).isTrue();
        assertThat(tombstone.content()).isEmpty();
        assertThat(tombstone.media()).isEmpty();
        assertThat(tombstone.rev()).isEqualTo(1);
        assertThat(plan.ledger().newChanges().get(0).before().content()).isEqualTo("the text");
    }

    @Test
    void hidesForOneWithoutTouchingTheMessage() {
        // When
        BatchPlan plan = table.plan(Commands.delete("baraka", "amina", 1, DeletionScope.ME));

        // Then
        assertThat(plan.outcomes()).containsExactly(new Outcome.Deleted(1, "baraka", PlanTable.NOW, false));
        assertThat(plan.ledger().changedMessages()).isEmpty();
        assertThat(plan.ledger().hiddenMessages()).extracting(HideDocument::id).containsExactly(TALK + "/baraka/1");
        assertThat(plan.ledger().newChanges())
                .extracting(ChangeDocument::visibleTo)
                .containsExactly("baraka");
    }

    @Test
    void eachPersonsOwnDeletionTakesItsOwnNumber() {
        // When
        BatchPlan plan = table.plan(
                Commands.delete("baraka", "amina", 1, DeletionScope.ME),
                Commands.delete("amina", "baraka", 1, DeletionScope.ME),
                Commands.delete("amina", "baraka", 1, DeletionScope.EVERYONE));

        // Then
        assertThat(plan.ledger().newChanges()).extracting(ChangeDocument::rev).containsExactly(1L, 2L, 3L);
    }

    @Test
    void answersASecondDeletionLikeTheFirst() {
        // When
        BatchPlan plan = table.plan(
                Commands.delete("amina", "baraka", 1, DeletionScope.ME),
                Commands.delete("amina", "baraka", 1, DeletionScope.ME),
                Commands.delete("amina", "baraka", 1, DeletionScope.EVERYONE),
                Commands.delete("amina", "baraka", 1, DeletionScope.EVERYONE));

        // Then
        assertThat(plan.ledger().newChanges()).hasSize(2);
        assertThat(plan.outcomes())
                .containsExactly(
                        new Outcome.Deleted(1, "amina", PlanTable.NOW, false),
                        new Outcome.Deleted(1, "amina", PlanTable.NOW, true),
                        new Outcome.Deleted(2, "amina", PlanTable.NOW, false),
                        new Outcome.Deleted(2, "amina", PlanTable.NOW, true));
    }

    @Test
    void answersADeletionOfWhatWasDeletedLongAgoLikeTheFirst() {
        // Given
        BatchPlan before = table.plan(
                Commands.delete("amina", "baraka", 1, DeletionScope.ME),
                Commands.delete("amina", "baraka", 1, DeletionScope.EVERYONE));
        before.ledger().changedMessages().forEach(table::stored);
        before.ledger().hiddenMessages().forEach(table::hidden);

        // When
        BatchPlan plan = table.lastRev(TALK, 9)
                .plan(
                        Commands.delete("amina", "baraka", 1, DeletionScope.ME),
                        Commands.delete("amina", "baraka", 1, DeletionScope.EVERYONE));

        // Then
        assertThat(plan.outcomes())
                .containsExactly(
                        new Outcome.Deleted(1, "amina", PlanTable.NOW, true),
                        new Outcome.Deleted(2, "amina", PlanTable.NOW, true));
        assertThat(plan.ledger().newChanges()).isEmpty();
    }

    @Test
    void completesADeletionThatIsStoredAndHasNotTakenEffect() {
        // Given
        List<DeleteMessage> deletions = List.of(
                Commands.delete("baraka", "amina", 1, DeletionScope.ME),
                Commands.delete("amina", "baraka", 1, DeletionScope.EVERYONE));
        BatchPlan before = table.plan(List.copyOf(deletions));
        before.ledger().newChanges().forEach(table::carriedOut);

        // When
        BatchPlan plan = table.lastRev(TALK, 2).plan(List.copyOf(deletions));

        // Then
        assertThat(plan.outcomes()).isEqualTo(before.outcomes());
        assertThat(plan.ledger().newChanges()).isEmpty();
        assertThat(plan.ledger().changedMessages())
                .containsExactlyElementsOf(before.ledger().changedMessages());
        assertThat(plan.ledger().hiddenMessages())
                .containsExactlyElementsOf(before.ledger().hiddenMessages());
    }

    @Test
    void onlyTheSenderDeletesForEverybody() {
        // When
        BatchPlan plan = table.plan(
                Commands.delete("baraka", "amina", 1, DeletionScope.EVERYONE),
                Commands.delete("amina", "baraka", 2, DeletionScope.EVERYONE),
                Commands.delete("amina", "baraka", 2, DeletionScope.ME));

        // Then
        assertThat(plan.outcomes())
                .extracting(outcome -> ((Outcome.Refused) outcome).reason())
                .containsExactly(Refusal.NOT_THE_SENDER, Refusal.MESSAGE_UNKNOWN, Refusal.MESSAGE_UNKNOWN);
    }
}
