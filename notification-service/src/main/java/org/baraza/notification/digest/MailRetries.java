package org.baraza.notification.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.notification.NotificationServiceConfig;

/**
 * When a mail that was not taken is sent again. One that got no answer may have arrived, and each time may be a copy more, so it
 * is sent few times and far apart; one that certainly was not taken is sent until it is too old.
 */
@ApplicationScoped
class MailRetries {

    /** How often a mail is sent that gets no answer. */
    static final int MAX_UNANSWERED = 3;

    static final Duration LONGEST_BACKOFF = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 10;

    private final NotificationServiceConfig.Mail config;

    MailRetries(NotificationServiceConfig config) {
        this.config = config.mail();
    }

    /**
     * @param row as it was before this attempt
     * @param outcome {@link MailOutcome#LATER} or {@link MailOutcome#UNANSWERED}
     * @return empty if the mail is given up
     */
    Optional<Instant> again(DigestRow row, MailOutcome outcome, Instant now) {
        boolean isUnanswered = outcome == MailOutcome.UNANSWERED;
        if (row.plannedAt.plus(config.maxAge()).isBefore(now) || isUnanswered && row.unanswered + 1 >= MAX_UNANSWERED) {
            return Optional.empty();
        }
        Duration wait = isUnanswered ? LONGEST_BACKOFF : backoff(row.attempt);
        long spread = ThreadLocalRandom.current().nextLong(wait.toMillis() / 2 + 1);
        return Optional.of(now.plus(wait).plusMillis(spread));
    }

    private Duration backoff(int attempt) {
        Duration doubled = config.backoff().multipliedBy(1L << Math.min(attempt, MAX_DOUBLINGS));
        return doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled;
    }
}
