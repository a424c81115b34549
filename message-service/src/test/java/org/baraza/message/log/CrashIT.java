package org.baraza.message.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.Topics;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.ArchiveConversation;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.user.AccountType;
import org.baraza.directory.UserDirectory;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.LogRecord;
import org.baraza.message.Commands;
import org.baraza.message.MessageViews;
import org.baraza.message.People;
import org.baraza.message.RealBackends;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.store.NumberRange;
import org.baraza.store.StoreSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * One batch with everything in it: a writer dies at some point of it, the next one gets the same commands, cut into batches
 * in another way. What is stored and told in the end is what an undisturbed writer stores and tells.
 */
@QuarkusTest
@WithTestResource(RealBackends.class)
class CrashIT {

    private static final Duration TIMEOUT = ofSeconds(30);
    /** Beyond the topic's real partitions, so that nothing here meets what other tests append. */
    private static final int PARTITION = 77;

    @Inject
    Commands commands;

    @Inject
    Stores stores;

    @Inject
    UserDirectory directory;

    @Inject
    StoreSetup setup;

    @Inject
    Tracer tracer;

    private final List<MessageEvent> told = new ArrayList<>();
    private BatchPlan.Rules rules;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    /** How far the writer comes before it dies. */
    enum Point {
        BEFORE_ANYTHING,
        WITH_AUDIENCES,
        WITH_HALF_OF_THE_MESSAGES,
        WITH_MESSAGES,
        WITH_HALF_OF_THE_CHANGES,
        WITH_CHANGES,
        WITH_CHANGED_MESSAGES,
        WITH_HIDES,
        WITH_CURSORS,
        WITH_EVENTS
    }

    record Crash(Point point, int batchesOf) {}

    static Stream<Crash> crashes() {
        return EnumSet.allOf(Point.class).stream()
                .flatMap(point -> Stream.of(1, 3, 100).map(size -> new Crash(point, size)));
    }

    @BeforeEach
    void ready() {
        setup.whenDone()
                .toCompletableFuture()
                .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                .join();
        rules = new BatchPlan.Rules(People.of(directory), Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void aReplayEndsWhereAnUndisturbedWriterDoes(Crash crash) throws Exception {
        // Given
        Script undisturbed = script();
        writer().apply(undisturbed.batch());
        List<String> expectedEvents = undisturbed.facts(told);
        List<String> expectedStore = undisturbed.stored();
        Script script = script();
        dieAt(crash.point(), script.batch());
        told.clear();
        now = now.plusSeconds(60);

        // When
        CommandHandler next = writer();
        for (int from = 0; from < script.batch().size(); from += crash.batchesOf()) {
            next.apply(script.batch().subList(from, Math.min(script.batch().size(), from + crash.batchesOf())));
        }

        // Then
        assertThat(script.facts(told)).isEqualTo(expectedEvents);
        assertThat(script.stored()).isEqualTo(expectedStore);
    }

    @Test
    void aWriterThatCannotTellStoresNothingTwiceWhenItTriesAgain() throws Exception {
        // Given
        Script script = script();
        CommandHandler handler = handler((batch, outcomes) -> {
            throw new ExecutionException(new IllegalStateException("the broker is away"));
        });
        assertThatThrownBy(() -> handler.apply(script.batch())).isInstanceOf(ExecutionException.class);
        List<String> stored = script.stored();

        // When
        writer().apply(script.batch());

        // Then
        assertThat(script.stored()).isEqualTo(stored);
        assertThat(told).hasSize(script.batch().size());
    }

    @Test
    void goesOnNumberingChangesWhereAnotherWriterHasWrittenMeanwhile() throws Exception {
        // Given: another writer has changed the message since this one looked
        String amina = commands.somebody();
        String baraka = commands.somebody();
        String talk = ConversationId.direct(amina, baraka).value();
        CommandHandler handler = writer();
        handler.apply(
                records(10, List.of(Commands.send(amina, baraka, "text"), editAt(talk, 1, amina, "by this one"))));
        ChangeDocument byAnother = change(talk, 2, "by another");
        done(stores.changes().insertInOrder(List.of(byAnother)));

        // When
        handler.apply(records(12, List.of(editAt(talk, 1, amina, "by this one again"))));

        // Then
        assertThat(done(stores.changes().findRanges(amina, List.of(new NumberRange(talk, 0, 100)), 100)))
                .extracting(ChangeDocument::rev)
                .containsExactly(1L, 2L, 3L);
        assertThat(done(stores.messages().findLatest(talk, 1)).get(0).rev()).isEqualTo(3);
    }

    private static ChangeDocument change(String talk, long rev, String content) {
        return new ChangeDocument(
                ChangeDocument.keyOf(talk, "command-" + rev),
                talk,
                rev,
                1,
                null,
                ChangeDocument.Kind.EDITED,
                ChangeDocument.EVERYBODY,
                "somebody",
                Instant.EPOCH,
                null,
                new org.baraza.message.store.ContentDocument(content, List.of(), null, null));
    }

    /** What a writer does until it dies, by the steps that it takes. */
    private void dieAt(Point point, List<LogRecord<MessageCommand>> batch) {
        StateReader reader = new StateReader(stores, new Heads(10), TIMEOUT);
        Ledger ledger =
                BatchPlan.of(batch, reader.read(batch, true), rules, now).ledger();
        List<MessageDocument> messages = ledger.newMessages();
        List<ChangeDocument> changes = ledger.newChanges();
        List<Step> steps = List.of(
                new Step(Point.WITH_AUDIENCES, () -> stores.audiences().insert(ledger.newAudiences())),
                new Step(
                        Point.WITH_HALF_OF_THE_MESSAGES,
                        () -> stores.messages().insertInOrder(messages.subList(0, messages.size() / 2))),
                new Step(
                        Point.WITH_MESSAGES,
                        () -> stores.messages().insertInOrder(messages.subList(messages.size() / 2, messages.size()))),
                new Step(
                        Point.WITH_HALF_OF_THE_CHANGES,
                        () -> stores.changes().insertInOrder(changes.subList(0, changes.size() / 2))),
                new Step(
                        Point.WITH_CHANGES,
                        () -> stores.changes().insertInOrder(changes.subList(changes.size() / 2, changes.size()))),
                new Step(Point.WITH_CHANGED_MESSAGES, () -> stores.messages().change(ledger.changedMessages())),
                new Step(Point.WITH_HIDES, () -> stores.hides().add(ledger.hiddenMessages())),
                new Step(Point.WITH_CURSORS, () -> stores.cursors().raise(ledger.raisedCursors())));
        steps.stream()
                .filter(step -> step.point().compareTo(point) <= 0)
                .forEach(step -> done(step.call().get()));
    }

    private record Step(Point point, java.util.function.Supplier<Uni<?>> call) {}

    private CommandHandler writer() {
        OutcomeEvents events = new OutcomeEvents(
                new MessageViews(directory),
                id -> done(stores.audiences().findAll(List.of(id))).get(0));
        return handler((batch, outcomes) -> IntStream.range(0, batch.size())
                .forEach(i -> told.add(events.of(batch.get(i).event(), outcomes.get(i)))));
    }

    private CommandHandler handler(Announcer announcer) {
        return new CommandHandler(
                stores,
                rules,
                announcer,
                new BatchTracing(tracer, Topics.MESSAGE_COMMANDS),
                Clock.fixed(now, ZoneOffset.UTC),
                new CommandHandler.Limits(TIMEOUT, 100));
    }

    /** Everything that can happen in a batch, between two new people. */
    private Script script() {
        String amina = commands.somebody();
        String baraka = commands.somebody();
        PublishBroadcast broadcast = Commands.publish(amina, Audience.of(List.of(baraka)), "to some");
        String talk = ConversationId.direct(amina, baraka).value();
        List<MessageCommand> script = List.of(
                Commands.send(amina, baraka, "one"),
                Commands.send(baraka, amina, "two"),
                broadcast,
                editAt(talk, 1, amina, "one, edited"),
                editAt(talk, 1, amina, "one, edited"),
                new ArchiveConversation("archive-" + talk, talk, amina, now),
                Commands.readOf(talk, amina, null),
                editAt(talk, 1, amina, "one, edited twice"),
                editAt(talk, 2, amina, "not hers"),
                editAt(talk, 9, amina, "not there"),
                Commands.delete(amina, baraka, 2, DeletionScope.ME),
                Commands.delete(amina, baraka, 2, DeletionScope.ME),
                editAt(talk, 2, baraka, "two, edited"),
                Commands.send(baraka, amina, "three"),
                Commands.delete(baraka, amina, 2, DeletionScope.EVERYONE),
                Commands.delete(baraka, amina, 2, DeletionScope.EVERYONE),
                editAt(talk, 2, baraka, "too late"),
                editAt(broadcast.conversationId(), 1, amina, "to some, edited"),
                Commands.readOf(broadcast.conversationId(), baraka, null),
                Commands.delete(
                        broadcast.conversationId(), 1, amina, AccountType.CHAPTER_MEMBER, null, DeletionScope.EVERYONE),
                editAt(talk, 1, amina, "one, edited twice"));
        return new Script(amina, baraka, broadcast.conversationId(), records(100, script));
    }

    private MessageCommand editAt(String conversationId, long seq, String actor, String content) {
        return new org.baraza.contracts.message.EditMessage(
                java.util.UUID.randomUUID().toString(), conversationId, seq, actor, content, null, null, null, now);
    }

    private static List<LogRecord<MessageCommand>> records(long firstOffset, List<MessageCommand> commands) {
        return IntStream.range(0, commands.size())
                .mapToObj(i -> new LogRecord<>(
                        PARTITION, firstOffset + i, commands.get(i).conversationId(), commands.get(i), Context.root()))
                .toList();
    }

    private final class Script {

        private final Map<String, String> names;
        private final String talk;
        private final String broadcast;
        private final List<LogRecord<MessageCommand>> batch;

        Script(String amina, String baraka, String broadcast, List<LogRecord<MessageCommand>> batch) {
            this.talk = ConversationId.direct(amina, baraka).value();
            this.names = Map.of(amina, "amina", baraka, "baraka");
            this.broadcast = broadcast;
            this.batch = batch;
        }

        List<LogRecord<MessageCommand>> batch() {
            return batch;
        }

        /** The events by what they say, without times and made-up ids. */
        List<String> facts(List<MessageEvent> events) {
            return events.stream()
                    .map(event -> plain(new Facts(event).toString()))
                    .toList();
        }

        /** Everything in the store that a person may ever see of it. */
        List<String> stored() {
            List<String> all = new ArrayList<>();
            for (String conversation : List.of(talk, broadcast)) {
                done(stores.messages().findLatest(conversation, 100)).stream()
                        .map(message -> message.seq() + " " + message.rev() + " "
                                + message.contents().content() + " "
                                + message.isDeleted() + " " + message.senderId() + " "
                                + (message.broadcast() == null
                                        ? ""
                                        : message.contents().title()))
                        .forEach(all::add);
                for (String viewer : List.of(ChangeDocument.EVERYBODY, names(0), names(1))) {
                    done(stores.changes().findRanges(viewer, List.of(new NumberRange(conversation, 0, 100)), 100))
                            .stream()
                            .map(change -> change + " " + change.visibleTo() + " " + change.kind() + " "
                                    + (change.before() == null
                                            ? ""
                                            : change.before().content()) + " "
                                    + change.result().content())
                            .forEach(all::add);
                    all.add("hidden " + done(stores.hides().findRange(conversation, viewer, 0, 100)));
                    String key = org.baraza.message.store.CursorDocument.keyOf(conversation, viewer);
                    all.add("cursor " + done(stores.cursors().find(List.of(key))));
                }
            }
            all.add("named " + done(stores.audiences().names(broadcast, names(1))));
            return all.stream().map(this::plain).toList();
        }

        private String names(int i) {
            return names.keySet().stream()
                    .sorted(Comparator.comparing(names::get))
                    .toList()
                    .get(i);
        }

        private String plain(String text) {
            String plain = text.replace(talk, "talk").replace(broadcast, "broadcast");
            for (Map.Entry<String, String> name : names.entrySet()) {
                plain = plain.replaceAll("\\b" + name.getKey() + "\\b", name.getValue());
            }
            return plain;
        }
    }

    private static <T> T done(Uni<T> call) {
        return call.await().atMost(TIMEOUT);
    }
}
