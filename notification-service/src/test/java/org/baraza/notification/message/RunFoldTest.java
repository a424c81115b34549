package org.baraza.notification.message;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.opentelemetry.context.Context;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.notification.inbox.NotificationId;
import org.baraza.notification.testing.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RunFoldTest {

    private static final String AMINA = "amina";
    private static final String BOB = "bob";

    private final Conversation conversation = Conversation.between(AMINA, BOB);
    private final String key = NotificationId.documentKey(BOB, conversation.id());
    private final Map<String, NotificationDocument> stored = new HashMap<>();

    @Test
    void theFirstMessageMakesANotification() {
        // When
        Outcome outcome = apply(conversation.message(AMINA, "one"));

        // Then
        assertThat(outcome.before()).isNull();
        assertThat(outcome.raised()).isNotNull();
        assertThat(outcome.after())
                .extracting(
                        NotificationDocument::userId,
                        NotificationDocument::senderId,
                        NotificationDocument::count,
                        NotificationDocument::isRead,
                        NotificationDocument::preview)
                .containsExactly(BOB, AMINA, 1L, false, "one");
    }

    @Test
    void furtherMessagesAreMergedUnderTheSameId() {
        // Given
        apply(conversation.message(AMINA, "one"));

        // When
        Outcome outcome = apply(conversation.message(AMINA, "two"), conversation.message(AMINA, "three"));

        // Then
        assertThat(outcome.after().publicId()).isEqualTo(new NotificationId(conversation.id(), 1));
        assertThat(outcome.after().count()).isEqualTo(3);
        assertThat(outcome.after().preview()).isEqualTo("three");
    }

    @Test
    void aMessageAfterEverythingWasReadHasANewId() {
        // Given
        apply(conversation.message(AMINA, "one"));
        apply(conversation.reading(BOB, 1));

        // When
        Outcome outcome = apply(conversation.message(AMINA, "two"));

        // Then
        assertThat(outcome.after().publicId()).isEqualTo(new NotificationId(conversation.id(), 2));
        assertThat(outcome.after().count()).isEqualTo(1);
    }

    @Test
    void readingTheConversationClearsIt() {
        // Given
        apply(conversation.message(AMINA, "one"));

        // When
        Outcome outcome = apply(conversation.reading(BOB, 1));

        // Then
        assertThat(outcome.after().isRead()).isTrue();
        assertThat(outcome.raised()).isNull();
        assertThat(outcome.cleared()).containsOnlyKeys(new NotificationId(conversation.id(), 1));
    }

    @Test
    void answeringClearsItToo() {
        // Given
        apply(conversation.message(AMINA, "one"));

        // When
        Outcome outcome = apply(conversation.message(BOB, "two"));

        // Then
        assertThat(outcome.after().isRead()).isTrue();
        assertThat(outcome.cleared()).containsOnlyKeys(new NotificationId(conversation.id(), 1));
    }

    @Test
    void readingSomeOfItLeavesItUnread() {
        // Given
        apply(conversation.message(AMINA, "one"), conversation.message(AMINA, "two"));

        // When
        Outcome outcome = apply(conversation.reading(BOB, 1));

        // Then
        assertThat(outcome.isChanged()).isFalse();
        assertThat(outcome.isPublished()).isFalse();
    }

    @Test
    void readingAgainIsNotPublishedAgain() {
        // Given
        apply(conversation.message(AMINA, "one"), conversation.message(AMINA, "two"));
        apply(conversation.reading(BOB, 2));

        // When
        Outcome outcome = apply(conversation.reading(BOB, 2));

        // Then
        assertThat(outcome.isChanged()).isFalse();
        assertThat(outcome.isPublished()).isFalse();
    }

    @Test
    void whatComesAgainChangesNothingAndIsPublishedAgain() {
        // Given
        apply(conversation.message(AMINA, "one"));
        ConversationRead reading = conversation.reading(BOB, 1);
        MessageSent two = conversation.message(AMINA, "two");
        apply(reading, two);

        // When
        Outcome outcome = apply(reading, two, reading);

        // Then
        assertThat(outcome.isChanged()).isFalse();
        assertThat(outcome.raised()).isNotNull();
        assertThat(outcome.cleared()).containsOnlyKeys(new NotificationId(conversation.id(), 1));
    }

    @Test
    void aMessageThatComesAgainAfterItWasReadStaysRead() {
        // Given
        MessageSent one = conversation.message(AMINA, "one");
        apply(one);
        apply(conversation.reading(BOB, 1));

        // When
        Outcome outcome = apply(one);

        // Then
        assertThat(outcome.isChanged()).isFalse();
        assertThat(outcome.isPublished()).isFalse();
    }

    @Test
    void whatCameAndWasReadWithinABatchIsNotPublished() {
        // When
        Outcome outcome = apply(conversation.message(AMINA, "one"), conversation.reading(BOB, 1));

        // Then
        assertThat(outcome.after().isRead()).isTrue();
        assertThat(outcome.isPublished()).isFalse();
    }

    @Test
    void twoClearedRunsAreBothPublishedWhenTheyComeAgainTogether() {
        // Given
        apply(conversation.message(AMINA, "one"));
        ConversationRead first = conversation.reading(BOB, 1);
        MessageSent two = conversation.message(AMINA, "two");
        apply(first, two);

        // When
        Outcome outcome = apply(first, two, conversation.reading(BOB, 2));

        // Then
        assertThat(outcome.cleared())
                .containsOnlyKeys(new NotificationId(conversation.id(), 1), new NotificationId(conversation.id(), 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261101})
    void howeverTheLogIsCutAndRepeatedTheNotificationAndWhatClientsHeardAreRight(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            checkOneLog(random, "seed " + seed + ", round " + round);
        }
    }

    private static void checkOneLog(Random random, String label) {
        // Given
        List<MessageEvent> log = RandomTalk.of(random, List.of(AMINA, BOB), 1 + random.nextInt(60));
        Map<String, NotificationDocument> database = new HashMap<>();
        InboxModel model = new InboxModel(BOB);
        Set<NotificationId> unreadAtClient = new LinkedHashSet<>();
        String key = NotificationId.documentKey(BOB, log.get(0).conversationId());
        int position = 0;
        int furthest = 0;

        // When
        while (position < log.size()) {
            int end = Math.min(log.size(), position + 1 + random.nextInt(8));
            List<Outcome> outcomes = RunFold.fold(database, steps(log.subList(position, end)));
            outcomes.stream()
                    .filter(Outcome::isChanged)
                    .forEach(outcome -> database.put(outcome.after().id(), outcome.after()));
            log.subList(Math.min(furthest, end), end).forEach(model::on);
            furthest = Math.max(furthest, end);
            boolean crashed = random.nextInt(3) == 0;
            if (!crashed) {
                outcomes.stream()
                        .filter(outcome -> key.equals(
                                outcome.after() == null ? null : outcome.after().id()))
                        .forEach(outcome -> hear(outcome, unreadAtClient));
                position = random.nextInt(5) == 0 ? Math.max(0, end - random.nextInt(12)) : end;
            }
            if (random.nextInt(10) == 0 && model.isUnread() && !crashed) {
                database.computeIfPresent(key, (k, document) -> markedByHand(document));
                unreadAtClient.remove(database.get(key).publicId());
                model.markByHand();
            }

            // Then
            NotificationDocument document = database.get(key);
            assertThat(model.agreesWith(document))
                    .as("%s: %s is not %s", label, document, model)
                    .isTrue();
        }
        assertThat(unreadAtClient.stream().map(NotificationId::toString))
                .as(label)
                .isEqualTo(model.isUnread() ? List.of(model.publicId()) : List.of());
    }

    private static void hear(Outcome outcome, Set<NotificationId> unreadAtClient) {
        unreadAtClient.removeAll(outcome.cleared().keySet());
        if (outcome.raised() != null) {
            unreadAtClient.add(outcome.after().publicId());
        }
    }

    private static NotificationDocument markedByHand(NotificationDocument d) {
        return d.asRead(d.cleared());
    }

    @Test
    void anEditOfTheLastMessageChangesTheTextAndIsNotAnnounced() {
        // Given
        apply(conversation.message(AMINA, "one"), conversation.message(AMINA, "two"));

        // When
        Outcome outcome = apply(conversation.edited(AMINA, 2, "two, mended"));

        // Then
        assertThat(outcome.isPublished()).isFalse();
        assertThat(outcome.after())
                .returns("two, mended", NotificationDocument::preview)
                .returns(2L, NotificationDocument::count)
                .returns(2L, NotificationDocument::lastSeq)
                .returns(1L, NotificationDocument::rev)
                .returns(false, NotificationDocument::isRead);
    }

    @Test
    void anEditOfAnEarlierMessageChangesNothing() {
        // Given
        apply(conversation.message(AMINA, "one"), conversation.message(AMINA, "two"));

        // When
        Outcome outcome = apply(conversation.edited(AMINA, 1, "one, mended"));

        // Then
        assertThat(outcome.isChanged()).isFalse();
    }

    @Test
    void anEditThatComesAgainDoesNotUndoALaterOne() {
        // Given
        MessageEvent first = conversation.message(AMINA, "one");
        MessageEvent edit = conversation.edited(AMINA, 1, "one, mended");
        apply(first, edit, conversation.edited(AMINA, 1, "one, mended again"));

        // When
        Outcome outcome = apply(first, edit);

        // Then
        assertThat(outcome.isChanged()).isFalse();
        assertThat(outcome.after().preview()).isEqualTo("one, mended again");
    }

    @Test
    void aDeletedMessageLeavesNoTextAlsoWhereItWasRead() {
        // Given
        apply(conversation.message(AMINA, "a slip"), conversation.reading(BOB, 1));

        // When
        Outcome outcome = apply(conversation.deleted(AMINA, 1, DeletionScope.EVERYONE));

        // Then
        assertThat(outcome.after().preview()).isNull();
        assertThat(outcome.after().isRead()).isTrue();
        assertThat(outcome.isPublished()).isFalse();
    }

    @Test
    void whatThePersonDeletedForThemselvesStaysHiddenWhenItsSenderEditsIt() {
        // Given
        apply(conversation.message(AMINA, "one"), conversation.deleted(BOB, 1, DeletionScope.ME));

        // When
        Outcome outcome = apply(conversation.edited(AMINA, 1, "one, mended"));

        // Then
        assertThat(outcome.after().preview()).isNull();
    }

    @Test
    void whatTheSenderDeletedForThemselvesIsStillTold() {
        // Given
        apply(conversation.message(AMINA, "one"));

        // When
        List<Outcome> outcomes = RunFold.fold(stored, steps(List.of(conversation.deleted(AMINA, 1, DeletionScope.ME))));

        // Then
        assertThat(outcomes).noneMatch(Outcome::isChanged);
        assertThat(stored.get(key).preview()).isEqualTo("one");
    }

    @Test
    void aMessageAfterTheNotificationWasDeletedStartsANewRun() {
        // Given
        apply(conversation.message(AMINA, "one"), conversation.edited(AMINA, 1, "one, mended"));
        stored.computeIfPresent(key, (k, document) -> deletedByHand(document));

        // When
        Outcome outcome = apply(conversation.message(AMINA, "two"));

        // Then
        assertThat(outcome.raised()).isNotNull();
        assertThat(outcome.after().publicId()).isEqualTo(new NotificationId(conversation.id(), 2));
        assertThat(outcome.after())
                .returns(BOB, NotificationDocument::userId)
                .returns(1L, NotificationDocument::count)
                .returns("two", NotificationDocument::preview)
                .returns(false, NotificationDocument::isRead);
    }

    @Test
    void whatComesAgainDoesNotBringADeletedNotificationBack() {
        // Given
        MessageEvent one = conversation.message(AMINA, "one");
        MessageEvent edit = conversation.edited(AMINA, 1, "one, mended");
        apply(one);
        stored.computeIfPresent(key, (k, document) -> deletedByHand(document));

        // When
        Outcome outcome = apply(one, edit, conversation.reading(BOB, 1));

        // Then
        assertThat(outcome.isChanged()).isFalse();
        assertThat(outcome.isPublished()).isFalse();
    }

    private static NotificationDocument deletedByHand(NotificationDocument d) {
        return new NotificationDocument(
                d.id(),
                null,
                d.type(),
                d.conversationId(),
                null,
                d.firstSeq(),
                d.lastSeq(),
                d.count(),
                true,
                null,
                d.createdAt(),
                d.cleared(),
                d.rev(),
                d.version(),
                null);
    }

    private Outcome apply(MessageEvent... batch) {
        List<Outcome> outcomes = RunFold.fold(stored, steps(List.of(batch)));
        outcomes.stream()
                .filter(Outcome::isChanged)
                .forEach(outcome -> stored.put(outcome.after().id(), outcome.after()));
        return outcomes.stream()
                .filter(outcome ->
                        outcome.after() != null && outcome.after().id().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<Step> steps(List<MessageEvent> events) {
        Preview preview = new Preview(140);
        return events.stream()
                .map(event -> new LogRecord<>(0, 0, event.conversationId(), event, Context.root()))
                .flatMap(record -> Step.of(record, preview).stream())
                .toList();
    }
}
