package org.baraza.eventlog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.context.Context;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LogWriterIT {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @RegisterExtension
    static final RealLog LOG = new RealLog();

    @Test
    void writesTheEventWithItsHeaders() throws Exception {
        // Given
        String topic = LOG.newTopic(1);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try (LogWriter writer = LogWriter.nonBlocking(LOG.settings(), ofSeconds(10), clock, LOG.registry())) {
            writer.awaitTopic(topic, ofSeconds(20));

            // When
            writer.append(topic, "a", new Note("a", 1), "id-1", Context.root()).join();
        }

        // Then
        assertThat(LOG.recordsOf(topic)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("a");
            assertThat(record.value()).isEqualTo(EventCodec.encode(new Note("a", 1)));
            assertThat(RecordHeaders.text(record.headers(), "ce_type")).isEqualTo(Note.TYPE);
            assertThat(RecordHeaders.text(record.headers(), "ce_id")).isEqualTo("id-1");
            assertThat(RecordHeaders.text(record.headers(), "ce_time")).isEqualTo(NOW.toString());
        });
    }

    @Test
    void doesNotBlockForATopicThatItHasNeverSeen() {
        try (LogWriter writer =
                LogWriter.nonBlocking(LOG.settings(), ofSeconds(10), Clock.systemUTC(), LOG.registry())) {
            // When
            CompletableFuture<?> appended =
                    writer.append("no-such-topic", "a", new Note("a", 1), "id-1", Context.root());

            // Then
            assertThat(appended).isCompletedExceptionally();
            assertThatThrownBy(appended::join).hasCauseInstanceOf(KafkaException.class);
        }
    }

    @Test
    void saysWhenATopicCannotBeFound() {
        try (LogWriter writer =
                LogWriter.nonBlocking(LOG.settings(), ofSeconds(10), Clock.systemUTC(), LOG.registry())) {
            Duration bound = ofMillis(300);

            // Then
            assertThatThrownBy(() -> writer.awaitTopic("no-such-topic", bound)).isInstanceOf(TimeoutException.class);
        }
    }
}
