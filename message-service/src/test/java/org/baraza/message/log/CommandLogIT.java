package org.baraza.message.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeleteMessage;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageRepeated;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.SendMessage;
import org.baraza.contracts.user.AccountType;
import org.baraza.local.Backends;
import org.baraza.message.Commands;
import org.baraza.message.RealBackends;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.CursorRepository;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.store.MessageRepository;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(RealBackends.class)
class CommandLogIT {

    @Inject
    Commands commands;

    @Inject
    MessageRepository messages;

    @Inject
    CursorRepository cursors;

    Backends backends;

    @Test
    void storesAMessageBeforeItTellsOfIt() {
        // Given
        String amina = commands.somebody();
        String baraka = commands.somebody();
        SendMessage command = Commands.send(amina, baraka, "habari, Baraka? 🎬");

        // When
        MessageEvent answer = commands.carryOut(command);

        // Then
        assertThat(answer).isInstanceOfSatisfying(MessageSent.class, sent -> {
            assertThat(sent.seq()).isEqualTo(1);
            assertThat(sent.message().content()).isEqualTo("habari, Baraka? 🎬");
            assertThat(sent.message().sender().firstName()).isEqualTo("First");
            assertThat(sent.message().readBy()).containsExactly(amina);
        });
        assertThat(stored(command.conversationId()))
                .extracting(MessageDocument::commandId)
                .containsExactly(command.commandId());
    }

    @Test
    void tellsWhomABroadcastIsForWhenItIsChangedForEverybody() {
        // Given
        String amina = commands.somebody();
        String baraka = commands.somebody();
        PublishBroadcast byName = Commands.publish(amina, Audience.of(List.of(baraka)), "to some");
        PublishBroadcast toAll = Commands.publish(amina, Audience.all(), "to all");
        String id = byName.conversationId();
        commands.append(List.of(byName, toAll));
        commands.answerTo(toAll);

        // When
        MessageEvent edited = commands.carryOut(Commands.edit(id, 1, amina, "to some of you"));
        MessageEvent editedAgain = commands.carryOut(Commands.edit(id, 1, amina, "to some of you"));
        MessageEvent forOne = commands.carryOut(deletion(id, baraka, DeletionScope.ME));
        MessageEvent recalled = commands.carryOut(deletion(id, amina, DeletionScope.EVERYONE));
        MessageEvent recalledAgain = commands.carryOut(deletion(id, amina, DeletionScope.EVERYONE));
        MessageEvent ofAll = commands.carryOut(deletion(toAll.conversationId(), amina, DeletionScope.EVERYONE));

        // Then
        assertThat(edited)
                .isInstanceOfSatisfying(
                        MessageEdited.class,
                        event -> assertThat(event.audience()).isEqualTo(byName.audience()));
        assertThat(forOne)
                .isInstanceOfSatisfying(
                        MessageDeleted.class,
                        event -> assertThat(event.audience()).isNull());
        assertThat(recalled).isInstanceOfSatisfying(MessageDeleted.class, event -> {
            assertThat(event.audience()).isEqualTo(byName.audience());
            assertThat(event.senderId()).isEqualTo(amina);
        });
        assertThat(editedAgain).as("they were told").isInstanceOfSatisfying(MessageEdited.class, event -> {
            assertThat(event.rev()).isEqualTo(((MessageEdited) edited).rev());
            assertThat(event.audience()).isNull();
        });
        assertThat(recalledAgain).as("they were told").isInstanceOfSatisfying(MessageDeleted.class, event -> {
            assertThat(event.rev()).isEqualTo(((MessageDeleted) recalled).rev());
            assertThat(event.audience()).isNull();
        });
        assertThat(ofAll)
                .isInstanceOfSatisfying(
                        MessageDeleted.class,
                        event -> assertThat(event.audience()).isEqualTo(Audience.all()));
    }

    private static DeleteMessage deletion(String broadcast, String actorId, DeletionScope scope) {
        return Commands.delete(broadcast, 1, actorId, AccountType.SUPER_ADMIN, null, scope);
    }

    @Test
    void numbersTheMessagesOfManyConversationsWithoutGaps() {
        // Given
        List<String> people =
                IntStream.range(0, 6).mapToObj(i -> commands.somebody()).toList();
        Random random = new Random(7);
        List<SendMessage> sends = IntStream.range(0, 600)
                .mapToObj(i -> {
                    int from = random.nextInt(people.size());
                    int to = (from + 1 + random.nextInt(people.size() - 1)) % people.size();
                    return Commands.send(people.get(from), people.get(to), "message " + i);
                })
                .toList();

        // When
        commands.append(sends);
        List<MessageEvent> answers = sends.stream().map(commands::answerTo).toList();

        // Then
        Map<String, List<Long>> numbers = answers.stream()
                .map(MessageSent.class::cast)
                .collect(java.util.stream.Collectors.groupingBy(
                        MessageSent::conversationId,
                        java.util.stream.Collectors.mapping(MessageSent::seq, java.util.stream.Collectors.toList())));
        assertThat(numbers)
                .hasSizeGreaterThan(10)
                .allSatisfy((conversation, seqs) -> assertThat(seqs)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, seqs.size()).boxed().toList()));
    }

    @Test
    void answersFiftyRepetitionsWithOneMessage() {
        // Given
        String amina = commands.somebody();
        String baraka = commands.somebody();
        List<SendMessage> repetitions = IntStream.range(0, 50)
                .mapToObj(i -> Commands.send(amina, baraka, "one-id", "attempt " + i))
                .toList();

        // When
        commands.append(repetitions.subList(0, 25));
        commands.append(repetitions.subList(25, 50));
        List<MessageEvent> answers =
                repetitions.stream().map(commands::answerTo).toList();

        // Then
        assertThat(stored(repetitions.get(0).conversationId())).hasSize(1);
        assertThat(answers.get(0)).isInstanceOf(MessageSent.class);
        assertThat(answers.subList(1, 50))
                .allSatisfy(answer -> assertThat(answer).isInstanceOfSatisfying(MessageRepeated.class, repeated -> {
                    assertThat(repeated.seq()).isEqualTo(1);
                    assertThat(repeated.message().content()).isEqualTo("attempt 0");
                    assertThat(repeated.createdAt()).isEqualTo(((MessageSent) answers.get(0)).createdAt());
                }));
    }

    @Test
    void goesOnNumberingWhereAnotherWriterHasWrittenMeanwhile() {
        // Given: this writer remembers head 1 when another writer, who took it for dead, adds number 2
        String amina = commands.somebody();
        String baraka = commands.somebody();
        SendMessage first = Commands.send(amina, baraka, "first");
        commands.carryOut(first);
        MessageDocument byAnother =
                MessageDocument.of(Commands.send(baraka, amina, "by another writer"), null, 2, java.time.Instant.now());
        messages.insertInOrder(List.of(byAnother)).await().indefinitely();

        // When
        MessageEvent answer = commands.carryOut(Commands.send(amina, baraka, "third"));

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        MessageSent.class, sent -> assertThat(sent.seq()).isEqualTo(3));
        assertThat(stored(first.conversationId()))
                .extracting(MessageDocument::seq)
                .containsExactly(3L, 2L, 1L);
    }

    @Test
    void findsTheLastMessageAtAPlaceInTheLog() {
        // Given
        String amina = commands.somebody();
        String baraka = commands.somebody();
        SendMessage first = Commands.send(amina, baraka, "of before positions were kept");
        messages.insertInOrder(List.of(
                        MessageDocument.of(first, null, 1, java.time.Instant.EPOCH),
                        MessageDocument.of(
                                Commands.send(amina, baraka, "second"),
                                new LogPosition(2, 10),
                                2,
                                java.time.Instant.EPOCH),
                        MessageDocument.of(
                                Commands.send(amina, baraka, "third"),
                                new LogPosition(2, 12),
                                3,
                                java.time.Instant.EPOCH)))
                .await()
                .indefinitely();

        // When
        List<Long> places = Stream.of(9L, 10L, 11L, 12L)
                .map(offset -> messages.findPlace(first.conversationId(), new LogPosition(2, offset))
                        .await()
                        .indefinitely())
                .toList();

        // Then
        assertThat(places).containsExactly(1L, 2L, 2L, 3L);
    }

    @Test
    void tellsAgainOfAMessageThatAnEarlierAttemptHadStored() {
        // Given: the writer died after the insert and before the event
        String amina = commands.somebody();
        String baraka = commands.somebody();
        SendMessage command = Commands.send(amina, baraka, "stored, not told");
        messages.insertInOrder(List.of(MessageDocument.of(command, null, 1, java.time.Instant.EPOCH)))
                .await()
                .indefinitely();

        // When
        MessageEvent answer = commands.carryOut(command);

        // Then
        assertThat(answer).isInstanceOfSatisfying(MessageSent.class, sent -> {
            assertThat(sent.seq()).isEqualTo(1);
            assertThat(sent.createdAt()).isEqualTo(java.time.Instant.EPOCH);
        });
        assertThat(stored(command.conversationId())).hasSize(1);
    }

    @Test
    void keepsCursorsMonotoneAndWithinTheHead() {
        // Given
        String amina = commands.somebody();
        String baraka = commands.somebody();
        commands.append(List.of(
                Commands.send(amina, baraka, "1"),
                Commands.send(amina, baraka, "2"),
                Commands.send(amina, baraka, "3")));

        // When
        MessageEvent upToTwo = commands.carryOut(Commands.read(baraka, amina, 2L));
        MessageEvent back = commands.carryOut(Commands.read(baraka, amina, 1L));
        MessageEvent beyond = commands.carryOut(Commands.read(baraka, amina, 99L));

        // Then
        assertThat(List.of(upToTwo, back, beyond))
                .extracting(event -> ((ConversationRead) event).seq())
                .containsExactly(2L, 2L, 3L);
        String key = CursorDocument.keyOf(ConversationId.direct(amina, baraka).value(), baraka);
        assertThat(cursors.find(List.of(key)).await().indefinitely()).containsEntry(key, 3L);
    }

    @Test
    void refusesAMessageToNobody() {
        // Given
        String amina = commands.somebody();

        // When
        MessageEvent answer = commands.carryOut(Commands.send(amina, "nobody-at-all", "hello?"));

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.RECEIVER_UNKNOWN));
    }

    @Test
    void movesPoisonOutOfTheWayOfWhatFollows() throws Exception {
        // Given
        String amina = commands.somebody();
        String baraka = commands.somebody();
        SendMessage after = Commands.send(amina, baraka, "after the poison");
        String key = after.conversationId();

        // When
        commands.appendRaw(key, "org.baraza.message.send.v1", "{\"content\": 5");
        commands.appendRaw(key, "org.baraza.message.send.v1", "{\"commandId\":\"x\"}");
        commands.appendRaw(key, "org.baraza.message.unheard-of.v9", "{}");
        commands.appendRaw(key, null, "no type at all");
        commands.appendRaw(key, "org.baraza.message.send.v1", null);
        MessageEvent answer = commands.carryOut(after);

        // Then
        assertThat(answer).isInstanceOf(MessageSent.class);
        await().untilAsserted(() -> assertThat(DeadLetterReader.reasonsOf(backends.kafkaBootstrap(), key))
                .hasSize(5)
                .anySatisfy(reason -> assertThat(reason).contains("unknown type"))
                .anySatisfy(reason -> assertThat(reason).contains("no ce_type header"))
                .anySatisfy(reason -> assertThat(reason).contains("no value")));
    }

    @Test
    void carriesOutEverythingThatCameWhileTheDatabaseWasDead() {
        // Given
        org.junit.jupiter.api.Assumptions.assumeTrue(
                backends.database().process().isPresent());
        String amina = commands.somebody();
        String baraka = commands.somebody();
        commands.carryOut(Commands.send(amina, baraka, "before"));
        List<MessageCommand> sends = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> sends.add(Commands.send(amina, baraka, "during " + i)));

        // When
        backends.database().process().orElseThrow().kill();
        commands.append(sends);
        backends.database().process().orElseThrow().restart();

        // Then
        assertThat(sends.stream().map(commands::answerTo).map(event -> ((MessageSent) event).seq()))
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 21).boxed().toList());
    }

    private List<MessageDocument> stored(String conversationId) {
        return messages.findLatest(conversationId, 1_000).await().indefinitely();
    }
}
