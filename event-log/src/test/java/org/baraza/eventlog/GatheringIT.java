package org.baraza.eventlog;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.baraza.eventlog.LogConsumer.UnknownTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class GatheringIT {

    /** Longer than the test may take. */
    private static final Duration LONG = Duration.ofHours(1);

    @RegisterExtension
    static final RealLog LOG = new RealLog();

    @Test
    void anEventAfterACalmIsAppliedAtOnceAndTheNextOnesTogetherAsSoonAsSomebodyWaitsForThem() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        NoteKeeper keeper = new NoteKeeper();
        try (LogConsumer<Note> consumer = read(topic, keeper)) {
            LOG.appendAll(topic, "a", 0, 1);
            await().until(() -> keeper.numbers().size() == 1);

            // When
            LOG.appendAll(topic, "a", 1, 4);
            boolean applied = consumer.positions().await(0, 3, ofMinutes(1)).join();

            // Then
            assertThat(applied).isTrue();
            assertThat(keeper.numbers()).containsExactly(0, 1, 2, 3);
            assertThat(keeper.attempts()).hasSizeLessThan(4);
        }
    }

    @Test
    void aReaderThatLetsEventsGatherIsClosedAtOnce() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        NoteKeeper keeper = new NoteKeeper();
        LogConsumer<Note> consumer = read(topic, keeper);
        LOG.appendAll(topic, "a", 0, 1);
        await().until(() -> keeper.numbers().size() == 1);

        // When
        consumer.close();

        // Then
        assertThat(consumer.hasEnded()).isTrue();
        assertThat(LOG.committed(topic)).isEqualTo(1);
    }

    @Test
    void aBacklogIsReadWithoutPause() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        NoteKeeper keeper = new NoteKeeper();
        LOG.appendAll(topic, "a", 0, 3 * LogSettings.MAX_POLL_RECORDS);

        // When
        try (LogConsumer<Note> consumer = read(topic, keeper)) {

            // Then
            await().atMost(ofMinutes(1)).until(() -> keeper.numbers().size() >= 2 * LogSettings.MAX_POLL_RECORDS);
        }
    }

    private static LogConsumer<Note> read(String topic, NoteKeeper keeper) {
        LogConsumer<Note> consumer = new LogConsumer<>(
                LOG.settings().gathering(LONG),
                topic,
                topic,
                EventCodec.of(Note.class),
                UnknownTypes.REJECT,
                keeper,
                LOG.writer(),
                LOG.registry());
        consumer.start();
        return consumer;
    }
}
