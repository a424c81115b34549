package org.baraza.notification.digest;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.smallrye.mutiny.Uni;
import org.baraza.notification.preference.DigestFrequency;
import org.baraza.notification.preference.Preferences;
import org.baraza.notification.preference.PreferencesChanged;
import org.baraza.notification.preference.Wishes;
import org.jboss.logging.Logger;

/**
 * Times the next mail anew when a person wishes another frequency or time zone. If that is lost the mail comes at its old time
 * unless the new one is later, for the wishes count again when it is taken up. Never blocks.
 */
@ApplicationScoped
class MailRetiming {

    private static final Logger LOGGER = Logger.getLogger(MailRetiming.class);
    private static final int MAX_CONFLICTS = 8;

    private final DigestRepository rows;
    private final Wishes wishes;
    private final MailTiming timing;
    private final Clock clock;

    MailRetiming(DigestRepository rows, Wishes wishes, MailTiming timing, Clock clock) {
        this.rows = rows;
        this.wishes = wishes;
        this.timing = timing;
        this.clock = clock;
    }

    void changed(@Observes PreferencesChanged event) {
        retime(event.userId())
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOGGER.warnf(
                                "a mail keeps its old time, cause: %s",
                                failure.getClass().getSimpleName()));
    }

    Uni<Void> retime(String userId) {
        return wishes.of(List.of(userId)).flatMap(wished -> retime(userId, wished.get(userId), 0));
    }

    private Uni<Void> retime(String userId, Preferences wished, int conflicts) {
        return rows.find(List.of(userId)).flatMap(found -> {
            DigestRow row = found.get(userId);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (row == null || !row.isWaiting(now)) {
                return Uni.createFrom().voidItem();
            }
            // what arose hours ago is mailed at once to whoever wants instant mails now; digests have their hours ahead
            Instant from = wished.emailDigestFrequency() == DigestFrequency.INSTANT ? row.timedAt : now;
            row.retime(from, timing.due(wished, from, row));
            return rows.write(List.of(row))
                    .flatMap(written -> written || conflicts >= MAX_CONFLICTS
                            ? Uni.createFrom().voidItem()
                            : retime(userId, wished, conflicts + 1));
        });
    }
}
