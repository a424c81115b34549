package org.baraza.message.log;

import java.time.Instant;
import java.util.List;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.AcknowledgeBroadcast;
import org.baraza.contracts.message.ArchiveConversation;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.EditMessage;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.user.AccountType;
import org.baraza.message.Commands;
import org.baraza.message.store.AudienceDocument;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.MessageDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BroadcastPlanTest {

    private static final Instant NOW = PlanTable.NOW;

    private final PlanTable table = new PlanTable();

    @Test
    void isOneMessageAndOneAudienceHoweverManyItIsFor() {
        // When
        PublishBroadcast command = Commands.publish("amina", Audience.of(List.of("baraka", "chidi")), "hello");
        BatchPlan plan = table.plan(command);

        // Then
        assertThat(plan.ledger().newMessages()).extracting(MessageDocument::seq).containsExactly(1L);
        assertThat(plan.ledger().newAudiences())
                .containsExactly(
                        new AudienceDocument(command.conversationId(), "amina", "CUSTOM", List.of("baraka", "chidi")));
        assertThat(plan.ledger().raisedCursors())
                .containsExactly(CursorDocument.of(command.conversationId(), "amina", 1, NOW));
    }

    @Test
    void theSameSendNeverMakesTwo() {
        // Given
        PublishBroadcast first = Commands.publish("amina", "one-id", Audience.all(), "first");
        PublishBroadcast again = Commands.publish("amina", "one-id", Audience.chapter("nairobi"), "another");

        // When
        BatchPlan plan = table.plan(first, again);

        // Then
        MessageDocument stored = plan.ledger().newMessages().get(0);
        assertThat(plan.outcomes()).containsExactly(new Outcome.Sent(stored), new Outcome.Repeated(stored));
        assertThat(plan.ledger().newAudiences()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ALL,     baraka,  true",
        "ALL,     nobody,  false",
        "CHAPTER, baraka,  true",
        "CHAPTER, chidi,   false",
        "CUSTOM,  baraka,  true",
        "CUSTOM,  chidi,   false",
        "CHAPTER, amina,   true",
        "CUSTOM,  amina,   true"
    })
    void isReadByItsSenderAndByWhoeverIsInTheAudienceNow(String type, String reader, boolean allowed) {
        // Given
        table.people.member("baraka", "nairobi").member("chidi", "lagos");
        PublishBroadcast command = broadcast(type);
        table.stored(command).named(command.conversationId(), "baraka");

        // When
        BatchPlan plan = table.plan(
                Commands.readOf(command.conversationId(), reader, null),
                new ArchiveConversation("a", command.conversationId(), reader, NOW),
                Commands.delete(
                        command.conversationId(), 1, reader, AccountType.CHAPTER_MEMBER, null, DeletionScope.ME));

        // Then
        if (allowed) {
            assertThat(plan.outcomes())
                    .containsExactly(
                            new Outcome.Read(1, 1),
                            new Outcome.Archived(1),
                            new Outcome.Deleted(1, reader, NOW, false));
        } else {
            assertThat(plan.outcomes())
                    .containsExactly(
                            Outcome.Refused.noSuchConversation(),
                            Outcome.Refused.noSuchConversation(),
                            Outcome.Refused.noSuchMessage());
        }
    }

    @Test
    void doesNotTellAnOutsiderFromSomebodyWhoAsksForWhatThereIsNot() {
        // Given
        PublishBroadcast there = broadcast("CUSTOM");
        PublishBroadcast notThere = broadcast("CUSTOM");
        table.stored(there);

        // When
        BatchPlan plan = table.plan(
                edit(there, "chidi"),
                edit(notThere, "chidi"),
                acknowledge(there, "chidi"),
                acknowledge(notThere, "chidi"),
                delete(there, "chidi", AccountType.CHAPTER_MEMBER, null),
                delete(notThere, "chidi", AccountType.SUPER_ADMIN, null));

        // Then
        assertThat(plan.outcomes())
                .containsExactly(
                        Outcome.Refused.noSuchMessage(),
                        Outcome.Refused.noSuchMessage(),
                        Outcome.Refused.noSuchConversation(),
                        Outcome.Refused.noSuchConversation(),
                        Outcome.Refused.noSuchMessage(),
                        Outcome.Refused.noSuchMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "amina,  CHAPTER_MEMBER,        ,         DONE",
        "chidi,  SUPER_ADMIN,           ,         DONE",
        "chidi,  CHAPTER_ADMIN,   nairobi,        DONE",
        "chidi,  CHAPTER_ADMIN,   lagos,          MESSAGE_UNKNOWN",
        "chidi,  CHAPTER_MEMBER,  nairobi,        MESSAGE_UNKNOWN",
        "baraka, CHAPTER_MEMBER,  nairobi,        NOT_THE_SENDER",
        "baraka, CHAPTER_ADMIN,   lagos,          NOT_THE_SENDER"
    })
    void isRecalledByItsSenderASuperAdminAndAnAdminOfItsChapter(
            String actor, AccountType accountType, String chapterId, String result) {
        // Given
        table.people.member("baraka", "nairobi");
        PublishBroadcast command = broadcast("CHAPTER");
        table.stored(command);

        // When
        BatchPlan plan = table.plan(delete(command, actor, accountType, chapterId));

        // Then
        Outcome outcome = plan.outcomes().get(0);
        assertThat(outcome instanceof Outcome.Refused refused ? refused.reason().name() : "DONE")
                .isEqualTo(result);
    }

    @Test
    void losesItsTitleWithItsText() {
        // Given
        PublishBroadcast command = broadcast("ALL");
        table.stored(command);

        // When
        BatchPlan plan = table.plan(delete(command, "amina", AccountType.SUPER_ADMIN, null));

        // Then
        MessageDocument tombstone = plan.ledger().changedMessages().iterator().next();
        assertThat(tombstone.contents().title()).isEmpty();
        assertThat(tombstone.contents().description()).isNull();
        assertThat(plan.ledger().newChanges().get(0).before())
                .isEqualTo(table.message(command.conversationId(), 1).contents());
    }

    @Test
    void isEditedByItsSenderAloneAndAtAnyTime() {
        // Given
        PublishBroadcast command = broadcast("ALL");
        table.stored(command);
        EditMessage years = new EditMessage(
                "years",
                command.conversationId(),
                1,
                "amina",
                null,
                "another title",
                null,
                null,
                NOW.plusSeconds(100_000_000));

        // When
        BatchPlan plan = table.plan(edit(command, "baraka"), years);

        // Then
        assertThat(((Outcome.Refused) plan.outcomes().get(0)).reason()).isEqualTo(Refusal.NOT_THE_SENDER);
        MessageDocument edited = ((Outcome.Edited) plan.outcomes().get(1)).message();
        assertThat(edited.broadcast().title()).isEqualTo("another title");
        assertThat(edited.broadcast().description()).isEqualTo(command.description());
        assertThat(edited.content()).isEqualTo(command.content());
    }

    @Test
    void isAcknowledgedByThoseWhoAreAskedAndReadWithIt() {
        // Given
        PublishBroadcast command = broadcast("CUSTOM");
        table.stored(command).named(command.conversationId(), "baraka");

        // When
        BatchPlan plan = table.plan(acknowledge(command, "baraka"), acknowledge(command, "amina"));

        // Then
        assertThat(plan.outcomes().get(0)).isEqualTo(new Outcome.Acknowledged());
        assertThat(((Outcome.Refused) plan.outcomes().get(1)).reason())
                .as("the sender is not in the audience")
                .isEqualTo(Refusal.ACKNOWLEDGEMENT_NOT_ASKED);
        assertThat(plan.ledger().raisedCursors())
                .extracting(CursorDocument::id, CursorDocument::seq)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(command.conversationId() + "/baraka", 1L));
    }

    @Test
    void aBlockInEitherDirectionRefusesNewDirectMessages() {
        // Given
        table.people.block("amina", "baraka");

        // When
        BatchPlan plan = table.plan(
                Commands.send("amina", "baraka", "hers"),
                Commands.send("baraka", "amina", "his"),
                Commands.send("baraka", "chidi", "to somebody else"));

        // Then
        assertThat(((Outcome.Refused) plan.outcomes().get(0)).reason()).isEqualTo(Refusal.BLOCKED);
        assertThat(((Outcome.Refused) plan.outcomes().get(1)).reason()).isEqualTo(Refusal.BLOCKED);
        assertThat(plan.outcomes().get(2)).isInstanceOf(Outcome.Sent.class);
        assertThat(plan.refusesSends()).isTrue();
    }

    private static PublishBroadcast broadcast(String type) {
        Audience audience = switch (type) {
            case "ALL" -> Audience.all();
            case "CHAPTER" -> Audience.chapter("nairobi");
            default -> Audience.of(List.of("baraka"));
        };
        return Commands.publish("amina", audience, "hello");
    }

    private static EditMessage edit(PublishBroadcast broadcast, String actor) {
        return new EditMessage(
                java.util.UUID.randomUUID().toString(),
                broadcast.conversationId(),
                1,
                actor,
                "other words",
                null,
                null,
                null,
                NOW);
    }

    private static AcknowledgeBroadcast acknowledge(PublishBroadcast broadcast, String actor) {
        return new AcknowledgeBroadcast(java.util.UUID.randomUUID().toString(), broadcast.conversationId(), actor, NOW);
    }

    private static org.baraza.contracts.message.DeleteMessage delete(
            PublishBroadcast broadcast, String actor, AccountType accountType, String chapterId) {
        return Commands.delete(broadcast.conversationId(), 1, actor, accountType, chapterId, DeletionScope.EVERYONE);
    }
}
