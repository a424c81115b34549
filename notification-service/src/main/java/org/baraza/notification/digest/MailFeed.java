package org.baraza.notification.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.TimeoutException;
import org.baraza.contracts.notification.NotificationEvent;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.directory.UserDirectory;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.Preferences;
import org.baraza.notification.preference.Way;
import org.baraza.notification.preference.Wishes;
import org.baraza.store.StoreUnavailableException;

/**
 * Sees to it that whoever is told something in the app is mailed in time: one find a batch where their mails are due already,
 * as they are while much goes on, else one more for their wishes and one bulk write. An event that comes again finds the mail
 * due, or makes a look due that finds nothing to mail. Events older than {@code mail.reach} are passed over. Blocks.
 */
@ApplicationScoped
class MailFeed implements BatchHandler<NotificationEvent> {

    /** Longer than any healthy answer of the database to a batch; past it the batch is tried again. */
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);

    private static final int MAX_ATTEMPTS = 8;

    private final DigestRepository rows;
    private final Wishes wishes;
    private final UserDirectory directory;
    private final MailTiming timing;
    private final Clock clock;
    private final Duration reach;

    MailFeed(
            DigestRepository rows,
            Wishes wishes,
            UserDirectory directory,
            MailTiming timing,
            Clock clock,
            NotificationServiceConfig config) {
        this.rows = rows;
        this.wishes = wishes;
        this.directory = directory;
        this.timing = timing;
        this.clock = clock;
        this.reach = config.mail().reach();
    }

    @Override
    public void apply(List<LogRecord<NotificationEvent>> batch) {
        Map<String, Set<String>> types = new HashMap<>();
        Instant oldest = clock.instant().minus(reach);
        for (LogRecord<NotificationEvent> record : batch) {
            if (record.event() instanceof NotificationRaised raised) {
                require(
                        raised.userId() != null && raised.notification() != null,
                        "it needs its person and notification");
                if (!record.at().isBefore(oldest) && hasAddress(raised.userId())) {
                    types.computeIfAbsent(raised.userId(), person -> new HashSet<>())
                            .add(raised.notification().type());
                }
            }
        }
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            if (types.isEmpty() || arise(types)) {
                return;
            }
        }
        throw new StoreUnavailableException("rows kept changing while they were written");
    }

    @Override
    public boolean isTransient(Exception failure) {
        return failure instanceof StoreUnavailableException || failure instanceof TimeoutException;
    }

    private boolean hasAddress(String userId) {
        return directory
                .find(userId)
                .filter(user -> user.email() != null && !user.isSuspended())
                .isPresent();
    }

    /** @return whether it is done */
    private boolean arise(Map<String, Set<String>> types) {
        Map<String, DigestRow> known = rows.find(types.keySet()).await().atMost(STORE_TIMEOUT);
        List<String> idle = types.keySet().stream()
                .filter(person ->
                        !known.containsKey(person) || !known.get(person).isAwaiting())
                .toList();
        if (idle.isEmpty()) {
            return true;
        }
        Map<String, Preferences> wished = wishes.of(idle).await().atMost(STORE_TIMEOUT);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Collection<DigestRow> changed = idle.stream()
                .filter(person -> wantsAny(wished.get(person), types.get(person)))
                .map(person -> {
                    DigestRow row = known.getOrDefault(person, DigestRow.of(person));
                    row.arise(now, timing.due(wished.get(person), now, row));
                    return row;
                })
                .toList();
        return changed.isEmpty() || rows.write(changed).await().atMost(STORE_TIMEOUT);
    }

    private static boolean wantsAny(Preferences wishes, Set<String> types) {
        return types.stream().anyMatch(type -> wishes.wants(Way.EMAIL, type));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
