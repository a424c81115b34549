package org.baraza.notification.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.baraza.notification.NotificationServiceConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailRetriesTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration MAX_AGE = Duration.ofDays(3);

    private final NotificationServiceConfig config = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(NotificationServiceConfig.class)
            .withSources(new PropertiesConfigSource(
                    Map.of("notification-service.kafka.bootstrap-servers", "localhost:9092"), "test", 100))
            .build()
            .getConfigMapping(NotificationServiceConfig.class);
    private final MailRetries retries = new MailRetries(config);
    private final DigestRow row = DigestRow.of("bob");

    {
        row.plannedAt = NOON;
    }

    @Test
    void aMailThatGetsNoAnswerIsSentThreeTimesHoursApartHoweverYoungItIs() {
        // When
        int sendings = sendUntilGivenUp(MailOutcome.UNANSWERED);

        // Then
        assertThat(sendings).isEqualTo(MailRetries.MAX_UNANSWERED);
    }

    @Test
    void aMailThatIsCertainlyNotTakenIsSentForDays() {
        // When
        int sendings = sendUntilGivenUp(MailOutcome.LATER);

        // Then
        assertThat(sendings).isBetween(48, 90);
    }

    @Test
    void timesWithoutAnAnswerCountAlsoBetweenOthers() {
        // Given
        row.retry(MailOutcome.UNANSWERED, NOON);
        row.retry(MailOutcome.LATER, NOON);
        row.retry(MailOutcome.UNANSWERED, NOON);

        // Then
        assertThat(retries.again(row, MailOutcome.UNANSWERED, NOON)).isEmpty();
        assertThat(retries.again(row, MailOutcome.LATER, NOON)).isPresent();
    }

    @Test
    void theNextMailBeginsAnew() {
        // Given
        row.retry(MailOutcome.UNANSWERED, NOON);
        row.retry(MailOutcome.UNANSWERED, NOON);

        // When
        row.settle(from -> from);
        row.plannedAt = NOON;

        // Then
        assertThat(retries.again(row, MailOutcome.UNANSWERED, NOON)).isPresent();
    }

    @Test
    void aLeaseIsLongerThanAMailIsWaitedFor() {
        assertThat(config.mail().lease()).isGreaterThan(config.mail().timeout().multipliedBy(2));
    }

    private int sendUntilGivenUp(MailOutcome outcome) {
        Instant now = NOON;
        int sendings = 1;
        Optional<Instant> again = retries.again(row, outcome, now);
        while (again.isPresent()) {
            Duration wait = Duration.between(now, again.get());
            assertThat(wait)
                    .isBetween(
                            outcome == MailOutcome.UNANSWERED ? MailRetries.LONGEST_BACKOFF : Duration.ofMinutes(1),
                            MailRetries.LONGEST_BACKOFF.multipliedBy(2));
            now = again.get();
            row.retry(outcome, now);
            sendings++;
            again = retries.again(row, outcome, now);
        }
        assertThat(now).isBefore(NOON.plus(MAX_AGE).plus(Duration.ofHours(2)));
        return sendings;
    }
}
