package org.baraza.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.baraza.eventlog.LogConsumer.UnknownTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LogConsumerIT {

    @RegisterExtension
    static final RealLog LOG = new RealLog();

    private final List<LogConsumer<Note>> consumers = new ArrayList<>();

    @AfterEach
    void close() {
        consumers.forEach(LogConsumer::close);
    }

    @Test
    void appliesInOrderAndCommitsAfterwards() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        NoteKeeper keeper = new NoteKeeper(batch -> {
            entered.countDown();
            letGo.await();
        });
        LOG.appendAll(topic, "a", 0, 500);

        // When
        read(topic, keeper);
        entered.await();
        long committedMeanwhile = LOG.committed(topic);
        letGo.countDown();

        // Then
        assertThat(committedMeanwhile).isZero();
        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            assertThat(keeper.numbers()).containsExactlyElementsOf(numbers(0, 500));
            assertThat(LOG.committed(topic)).isEqualTo(500);
        });
    }

    @Test
    void triesABatchAgainUntilItSucceedsAndLetsNothingOvertake() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        AtomicBoolean away = new AtomicBoolean(true);
        NoteKeeper keeper = new NoteKeeper(batch -> failWhile(away));
        LOG.appendAll(topic, "a", 0, 3);
        LogConsumer<Note> consumer = read(topic, keeper);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(keeper.attempts()).hasSizeGreaterThan(2));

        // When
        LOG.appendAll(topic, "a", 3, 6);
        int attempts = keeper.attempts().size();
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(keeper.attempts()).hasSizeGreaterThan(attempts + 1));
        long committedMeanwhile = LOG.committed(topic);
        away.set(false);

        // Then
        assertThat(committedMeanwhile).isZero();
        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            assertThat(keeper.numbers()).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(LOG.committed(topic)).isEqualTo(6);
        });
        assertThat(keeper.attempts().subList(0, attempts + 1))
                .allSatisfy(batch -> assertThat(batch).extracting(Note::number).containsExactly(0, 1, 2));
        assertThat(consumer.hasEnded()).isFalse();
        assertThat(LOG.deadLettersOf(topic)).isEmpty();
    }

    @Test
    void isolatesTheEventThatCannotBeApplied() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        NoteKeeper keeper = new NoteKeeper(batch -> {
            if (batch.stream().anyMatch(note -> note.number() == 4)) {
                throw new IllegalStateException("no fours here");
            }
        });
        LOG.appendAll(topic, "a", 0, 10);

        // When
        read(topic, keeper);

        // Then
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(LOG.committed(topic)).isEqualTo(10));
        assertThat(keeper.numbers()).containsExactly(0, 1, 2, 3, 5, 6, 7, 8, 9);
        assertThat(LOG.deadLettersOf(topic)).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo("a");
            assertThat(letter.value()).isEqualTo(EventCodec.encode(new Note("a", 4)));
            assertThat(header(letter, "dead-letter-reason")).isEqualTo("cannot be applied: IllegalStateException");
            assertThat(header(letter, "dead-letter-group")).isNotBlank();
            assertThat(header(letter, "dead-letter-topic")).isEqualTo(topic);
            assertThat(header(letter, "dead-letter-partition")).isEqualTo("0");
            assertThat(header(letter, "dead-letter-offset")).isEqualTo("4");
            assertThat(header(letter, "ce_type")).isEqualTo(Note.TYPE);
            assertThat(header(letter, "ce_id")).isEqualTo("a-4");
        });
    }

    @Test
    void movesWhatItCannotReadOutOfTheWay() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        NoteKeeper keeper = new NoteKeeper();
        LOG.appendRaw(topic, "a", null, "no type");
        LOG.appendRaw(topic, "a", Note.TYPE, "{\"key\":");
        LOG.appendRaw(topic, null, Note.TYPE, null);
        LOG.appendAll(topic, "a", 0, 1);

        // When
        read(topic, keeper);

        // Then
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(LOG.committed(topic)).isEqualTo(4));
        assertThat(keeper.numbers()).containsExactly(0);
        assertThat(LOG.deadLettersOf(topic))
                .extracting(ConsumerRecord::key, LogConsumerIT::text, letter -> header(letter, "dead-letter-offset"))
                .containsExactly(tuple("a", "no type", "0"), tuple("a", "{\"key\":", "1"), tuple(null, null, "2"));
        assertThat(LOG.deadLettersOf(topic))
                .extracting(letter -> header(letter, "dead-letter-reason"))
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo("no ce_type header"),
                        reason -> assertThat(reason).startsWith("not a " + Note.TYPE),
                        reason -> assertThat(reason).isEqualTo("no value"));
    }

    @Test
    void leavesTheValueBehindWhereADeadLetterWouldBeTooLong() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        NoteKeeper keeper = new NoteKeeper();
        String longest = "x".repeat(1_048_400);
        LOG.appendRaw(topic, "a", Note.TYPE, longest);
        LOG.appendAll(topic, "a", 0, 1);

        // When
        LogConsumer<Note> consumer = read(topic, keeper);

        // Then
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(keeper.numbers()).containsExactly(0));
        assertThat(consumer.hasEnded()).isFalse();
        assertThat(LOG.deadLettersOf(topic)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isNull();
            assertThat(header(letter, "dead-letter-reason")).startsWith("not a " + Note.TYPE);
            assertThat(header(letter, "dead-letter-value-bytes")).isEqualTo("1048400");
        });
    }

    @Test
    void leavesEventsAloneThatAreForOthers() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        NoteKeeper keeper = new NoteKeeper();
        LOG.appendRaw(topic, "a", "org.baraza.test.later.v1", "{}");
        LOG.appendAll(topic, "a", 0, 1);
        LOG.appendRaw(topic, "a", "org.baraza.test.later.v1", null);

        // When
        read(topic, keeper, UnknownTypes.SKIP);

        // Then
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(LOG.committed(topic)).isEqualTo(3));
        assertThat(keeper.numbers()).containsExactly(0);
        assertThat(LOG.deadLettersOf(topic)).isEmpty();
    }

    @Test
    void rejectsCommandsThatNobodyWillCarryOut() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        NoteKeeper keeper = new NoteKeeper();
        LOG.appendRaw(topic, "a", "org.baraza.test.later.v1", "{}");
        LOG.appendAll(topic, "a", 0, 1);

        // When
        read(topic, keeper, UnknownTypes.REJECT);

        // Then
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(LOG.committed(topic)).isEqualTo(2));
        assertThat(keeper.numbers()).containsExactly(0);
        assertThat(LOG.deadLettersOf(topic))
                .extracting(letter -> header(letter, "dead-letter-reason"))
                .containsExactly("unknown type org.baraza.test.later.v1");
    }

    @Test
    void losesNothingWhenTheBrokerIsKilled() throws Exception {
        // Given
        String topic = LOG.newTopic(4);
        NoteKeeper keeper = new NoteKeeper();
        LogConsumer<Note> consumer = read(topic, keeper);
        LOG.appendAll(topic, "a", 0, 100);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(keeper.kept()).hasSizeGreaterThan(50));

        // When
        List<CompletableFuture<?>> appends = IntStream.range(0, 2_000)
                .<CompletableFuture<?>>mapToObj(i -> LOG.append(topic, new Note("key" + i % 16, i)))
                .toList();
        LOG.broker().kill();
        LOG.broker().start();
        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).join();

        // Then
        await().atMost(ofSeconds(60)).untilAsserted(() -> {
            assertThat(keeper.kept())
                    .filteredOn(note -> note.key().startsWith("key"))
                    .extracting(Note::number)
                    .containsAll(numbers(0, 2_000));
            assertThat(LOG.committed(topic)).isGreaterThanOrEqualTo(2_100);
        });
        assertThat(consumer.hasEnded()).isFalse();
        assertInOrderByKey(keeper.kept());
        assertThat(LOG.deadLettersOf(topic)).isEmpty();
    }

    @Test
    void sharesPartitionsUnderLoadAndLosesNothing() throws Exception {
        // Given: one consumer, and a log that never stops growing
        String topic = LOG.newTopic(4);
        NoteKeeper first = new NoteKeeper();
        NoteKeeper second = new NoteKeeper();
        AtomicBoolean writing = new AtomicBoolean(true);
        CompletableFuture<Integer> written = CompletableFuture.supplyAsync(() -> appendWhile(writing, topic));
        LogConsumer<Note> one = read(topic, first);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(first.kept()).isNotEmpty());

        // When
        LogConsumer<Note> two = read(topic, second);
        await().atMost(ofSeconds(40))
                .untilAsserted(() -> assertThat(second.kept()).isNotEmpty());
        two.close();
        int sofar = first.kept().size();
        await().atMost(ofSeconds(40))
                .untilAsserted(() -> assertThat(first.kept()).hasSizeGreaterThan(sofar + 100));
        writing.set(false);
        int total = written.get();

        // Then
        await().atMost(ofSeconds(40)).untilAsserted(() -> {
            assertThat(LOG.committed(topic)).isEqualTo(total);
            assertThat(Set.copyOf(numbersOf(first, second))).hasSize(total);
        });
        assertThat(first.revoked()).as("partitions that the first gave away").hasSize(2);
        assertThat(one.hasEnded()).isFalse();
        assertThat(two.hasEnded()).isTrue();
        assertInOrderByKey(first.kept());
        assertInOrderByKey(second.kept());
    }

    @Test
    void leavesABatchThatItCannotApplyToTheNewOwner() throws Exception {
        // Given: a consumer whose store is away
        String topic = LOG.newTopic(2);
        AtomicBoolean away = new AtomicBoolean(true);
        NoteKeeper stuck = new NoteKeeper(batch -> failWhile(away));
        NoteKeeper well = new NoteKeeper();
        IntStream.range(0, 40)
                .forEach(i -> LOG.append(topic, new Note("key" + i % 8, i)).join());
        read(topic, stuck);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(stuck.attempts()).isNotEmpty());

        // When
        read(topic, well);

        // Then
        await().atMost(ofSeconds(40))
                .untilAsserted(() -> assertThat(well.kept()).isNotEmpty());
        away.set(false);
        await().atMost(ofSeconds(40)).untilAsserted(() -> {
            assertThat(LOG.committed(topic)).isEqualTo(40);
            assertThat(Set.copyOf(numbersOf(stuck, well))).hasSize(40);
        });
        assertThat(stuck.revoked()).hasSize(1);
        assertInOrderByKey(stuck.kept());
        assertInOrderByKey(well.kept());
    }

    @Test
    void finishesTheBatchAndCommitsItWhenClosed() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        NoteKeeper keeper = new NoteKeeper(batch -> {
            entered.countDown();
            letGo.await();
        });
        LOG.appendAll(topic, "a", 0, 3);
        LogConsumer<Note> consumer = read(topic, keeper);
        entered.await();

        // When
        CompletableFuture<Void> closed = CompletableFuture.runAsync(consumer::close);
        letGo.countDown();
        closed.join();

        // Then
        assertThat(consumer.hasEnded()).isTrue();
        assertThat(keeper.numbers()).containsExactly(0, 1, 2);
        assertThat(LOG.committed(topic)).isEqualTo(3);
    }

    @Test
    void commitsWhatIsAppliedAndNotYetDueWhenClosed() throws Exception {
        // Given: each batch is applied at once, the first is committed at once, the next ones when their time has come
        String topic = LOG.newTopic(1);
        NoteKeeper keeper = new NoteKeeper();
        LogConsumer<Note> consumer = read(topic, keeper);
        for (int i = 0; i < 20; i++) {
            int last = i;
            LOG.append(topic, new Note("a", i)).join();
            await().pollInterval(ofMillis(1))
                    .atMost(ofSeconds(20))
                    .untilAsserted(() -> assertThat(keeper.numbers()).contains(last));
        }

        // When
        consumer.close();

        // Then
        assertThat(LOG.committed(topic)).isEqualTo(20);
    }

    @Test
    void appliesNothingTwiceWhenPartitionsChangeHandsInPeace() throws Exception {
        // Given: a log that never stops growing, so that there is always something that is applied and not yet
        // committed
        String topic = LOG.newTopic(4);
        NoteKeeper first = new NoteKeeper();
        NoteKeeper second = new NoteKeeper();
        AtomicBoolean writing = new AtomicBoolean(true);
        CompletableFuture<Integer> written = CompletableFuture.supplyAsync(() -> appendWhile(writing, topic));
        read(topic, first);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(first.kept()).isNotEmpty());

        // When
        read(topic, second);
        await().atMost(ofSeconds(40))
                .untilAsserted(() -> assertThat(second.kept()).isNotEmpty());
        writing.set(false);
        int total = written.get();

        // Then
        await().atMost(ofSeconds(40))
                .untilAsserted(() -> assertThat(LOG.committed(topic)).isEqualTo(total));
        assertThat(numbersOf(first, second)).doesNotHaveDuplicates().hasSize(total);
    }

    @Test
    void leavesABatchThatItIsTryingWhenClosed() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        NoteKeeper stuck = new NoteKeeper(batch -> failWhile(new AtomicBoolean(true)));
        NoteKeeper successor = new NoteKeeper();
        LOG.appendAll(topic, "a", 0, 3);
        LogConsumer<Note> consumer = read(topic, stuck);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(stuck.attempts()).isNotEmpty());

        // When
        consumer.close();
        read(topic, successor);

        // Then
        assertThat(consumer.hasEnded()).isTrue();
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(successor.numbers()).containsExactly(0, 1, 2));
        assertThat(stuck.kept()).isEmpty();
    }

    private LogConsumer<Note> read(String topic, NoteKeeper keeper) {
        return read(topic, keeper, UnknownTypes.REJECT);
    }

    /** The group is named like the topic. */
    private LogConsumer<Note> read(String topic, NoteKeeper keeper, UnknownTypes unknownTypes) {
        LogConsumer<Note> consumer = new LogConsumer<>(
                LOG.settings(),
                topic,
                topic,
                EventCodec.of(Note.class),
                unknownTypes,
                keeper,
                LOG.writer(),
                LOG.registry());
        consumers.add(consumer);
        consumer.start();
        return consumer;
    }

    private static int appendWhile(AtomicBoolean writing, String topic) {
        int number = 0;
        while (writing.get()) {
            CompletableFuture<?> last = null;
            for (int i = 0; i < 16; i++) {
                last = LOG.append(topic, new Note("key" + number % 16, number));
                number++;
            }
            last.join();
        }
        return number;
    }

    private static void failWhile(AtomicBoolean away) {
        if (away.get()) {
            throw new NoteKeeper.AwayException();
        }
    }

    /** A repetition may follow a failure; a note before an earlier one that was never seen may not. */
    private static void assertInOrderByKey(List<Note> notes) {
        assertThat(notes.stream().distinct().toList().stream().collect(Collectors.groupingBy(Note::key)))
                .allSatisfy((key, ofKey) ->
                        assertThat(ofKey).extracting(Note::number).isSorted());
    }

    private static List<Integer> numbersOf(NoteKeeper one, NoteKeeper other) {
        List<Integer> numbers = new ArrayList<>(one.numbers());
        numbers.addAll(other.numbers());
        return numbers;
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return RecordHeaders.text(record.headers(), name);
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return record.value() == null ? null : new String(record.value(), UTF_8);
    }
}
