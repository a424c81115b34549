package org.baraza.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.baraza.eventlog.LogTail.From;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LogTailIT {

    @RegisterExtension
    static final RealLog LOG = new RealLog();

    private final List<LogTail<Note>> tails = new ArrayList<>();
    private final List<LogRecord<Note>> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        tails.forEach(LogTail::close);
    }

    @Test
    void deliversFromTheEndOnlyWhatFollows() throws Exception {
        // Given
        String topic = LOG.newTopic(4);
        LOG.appendAll(topic, "a", 0, 10);
        LogTail<Note> tail = tail(topic, From.END, seen::addAll);
        boolean liveBefore = tail.isLive();

        // When
        tail.start().get(30, TimeUnit.SECONDS);
        LOG.appendAll(topic, "a", 10, 15);

        // Then
        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(numbers()).containsExactly(10, 11, 12, 13, 14));
        assertThat(liveBefore).isFalse();
        assertThat(tail.isLive()).isTrue();
        assertThat(seen).extracting(LogRecord::key).containsOnly("a");
        assertThat(tail.beginnings()).hasSize(4);
        assertThat(seen.get(0).offset())
                .isEqualTo(10)
                .isEqualTo(tail.beginnings().get(seen.get(0).partition()));
    }

    @Test
    void missesNothingWhileTheBrokerIsAway() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        LogTail<Note> tail = tail(topic, From.END, seen::addAll);
        tail.start().get(30, TimeUnit.SECONDS);
        LOG.appendAll(topic, "a", 0, 10);

        // When
        List<CompletableFuture<?>> appends = IntStream.range(10, 1_000)
                .<CompletableFuture<?>>mapToObj(i -> LOG.append(topic, new Note("a", i)))
                .toList();
        LOG.broker().kill();
        LOG.broker().start();
        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).join();
        LOG.appendAll(topic, "a", 1_000, 1_010);

        // Then
        await().atMost(ofSeconds(60))
                .untilAsserted(() -> assertThat(numbers())
                        .containsExactlyElementsOf(
                                IntStream.range(0, 1_010).boxed().toList()));
        assertThat(tail.isLive()).isTrue();
    }

    @Test
    void saysSoWhenRecordsAreGoneBeforeItReadThem() throws Exception {
        // Given: more than it fetches ahead
        String topic = LOG.newTopic(1);
        String largeKey = "a".repeat(100_000);
        AtomicInteger gaps = new AtomicInteger();
        CountDownLatch held = new CountDownLatch(1);
        LogTail<Note> tail = new LogTail<>(
                LOG.settings(),
                topic,
                From.END,
                EventCodec.of(Note.class),
                batch -> {
                    seen.addAll(batch);
                    awaitRelease(held);
                },
                gaps::incrementAndGet,
                LOG.registry());
        tails.add(tail);
        tail.start().get(30, TimeUnit.SECONDS);
        LOG.appendAll(topic, "a", 0, 1);
        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(seen).hasSize(1));
        LOG.appendAll(topic, largeKey, 1, 40);
        LOG.deleteAll(topic);

        // When
        held.countDown();

        // Then
        await().atMost(ofSeconds(30)).untilAsserted(() -> assertThat(gaps).hasValue(1));
        LOG.appendAll(topic, "a", 1_000, 1_010);
        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(numbers()).endsWith(1_008, 1_009));
        assertThat(numbers()).as("what was deleted").doesNotContain(39);
        assertThat(gaps).hasValue(1);
    }

    private static void awaitRelease(CountDownLatch held) {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void startsWhereItStoodWhenTheBrokerWasAwayFromTheStart() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        LOG.appendAll(topic, "a", 0, 3);
        LogTail<Note> tail = tail(topic, From.BEGINNING, seen::addAll);
        LOG.broker().kill();

        // When
        CompletableFuture<Void> caughtUp = tail.start();
        LOG.broker().start();

        // Then
        caughtUp.get(60, TimeUnit.SECONDS);
        assertThat(numbers()).containsExactly(0, 1, 2);
    }

    @Test
    void catchesUpFromTheBeginningBeforeItSaysSo() throws Exception {
        // Given
        String topic = LOG.newTopic(4);
        for (int key = 0; key < 8; key++) {
            LOG.appendAll(topic, "key" + key, 0, 400);
        }
        LogTail<Note> tail = tail(topic, From.BEGINNING, seen::addAll);

        // When
        int seenWhenDone = tail.start().thenApply(done -> seen.size()).get(60, TimeUnit.SECONDS);

        // Then
        assertThat(seenWhenDone).isEqualTo(3_200);
    }

    @Test
    void hasNothingToCatchUpOnAnEmptyTopic() throws Exception {
        // Given
        LogTail<Note> tail = tail(LOG.newTopic(4), From.BEGINNING, seen::addAll);

        // When
        tail.start().get(30, TimeUnit.SECONDS);

        // Then
        assertThat(tail.isLive()).isTrue();
        assertThat(seen).isEmpty();
    }

    @Test
    void tellsAProjectionThatAKeyIsGone() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        LOG.appendAll(topic, "a", 0, 1);
        LOG.appendRaw(topic, "a", null, null);
        LOG.appendRaw(topic, null, null, null);

        // When
        tail(topic, From.BEGINNING, seen::addAll).start().get(30, TimeUnit.SECONDS);

        // Then
        assertThat(seen).hasSize(2);
        assertThat(seen.get(1).key()).isEqualTo("a");
        assertThat(seen.get(1).event()).isNull();
        assertThat(seen.get(1).offset()).isEqualTo(1);
    }

    @Test
    void passesOverWhatItCannotReadAndCountsIt() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        tail(topic, From.END, seen::addAll).start().get(30, TimeUnit.SECONDS);

        // When
        LOG.appendRaw(topic, "a", "org.baraza.test.later.v1", "{}");
        LOG.appendRaw(topic, "a", Note.TYPE, "{\"key\":");
        LOG.appendRaw(topic, "a", null, "{}");
        LOG.appendRaw(topic, "a", Note.TYPE, null);
        LOG.appendAll(topic, "a", 0, 1);

        // Then
        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(numbers()).containsExactly(0));
        assertThat(LOG.registry()
                        .counter("baraza.log.unreadable", "topic", topic)
                        .count())
                .as("malformed, without a type, and a live event without a value")
                .isEqualTo(3);
    }

    @Test
    void goesOnAfterABatchThatItsHandlerFailedOn() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        LogTail<Note> tail = tail(topic, From.END, batch -> {
            if (batch.get(0).event().number() == 0) {
                throw new IllegalStateException("not this one");
            }
            seen.addAll(batch);
        });
        tail.start().get(30, TimeUnit.SECONDS);

        // When
        LOG.appendAll(topic, "a", 0, 1);
        LOG.append(topic, new Note("a", 1)).join();

        // Then
        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            LOG.append(topic, new Note("a", 2)).join();
            assertThat(numbers()).contains(2);
        });
        assertThat(tail.isLive()).isTrue();
    }

    @Test
    void isNotLiveOnceClosed() throws Exception {
        // Given
        LogTail<Note> tail = tail(LOG.newTopic(1), From.END, seen::addAll);
        tail.start().get(30, TimeUnit.SECONDS);

        // When
        tail.close();

        // Then
        assertThat(tail.isLive()).isFalse();
    }

    private LogTail<Note> tail(String topic, From from, Consumer<List<LogRecord<Note>>> handler) {
        LogTail<Note> tail =
                new LogTail<>(LOG.settings(), topic, from, EventCodec.of(Note.class), handler, LOG.registry());
        tails.add(tail);
        return tail;
    }

    private List<Integer> numbers() {
        return seen.stream().map(record -> record.event().number()).toList();
    }
}
