package org.baraza.notification.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.user.UserChanged;
import org.baraza.directory.UserDirectory;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.decision.Reason;
import org.baraza.notification.preference.Preferences;
import org.baraza.notification.preference.Wishes;

/**
 * Brings one leased row to its end: makes up the mail, fixes what it is about, sends it, writes down what became of it, and
 * settles the row, in this order. Whoever takes it up after a crash sends what was fixed once more, under the same Message-ID,
 * unless it is marked as mailed already. Blocks; runs on a worker thread.
 */
@ApplicationScoped
class MailDispatch {

    /** Unread notifications that are looked at, the newest; of those that are older none is mailed before these are seen. */
    static final int MAX_UNSEEN = 1_000;

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_CONFLICTS = 8;

    private final DigestRepository rows;
    private final UnseenRepository notifications;
    private final MailLedger ledger;
    private final Wishes wishes;
    private final UserDirectory directory;
    private final MailTiming timing;
    private final LetterWriter writer;
    private final Mailer mailer;
    private final MailRetries retries;
    private final Clock clock;
    private final NotificationServiceConfig.Mail config;

    MailDispatch(
            DigestRepository rows,
            UnseenRepository notifications,
            MailLedger ledger,
            Wishes wishes,
            UserDirectory directory,
            MailTiming timing,
            LetterWriter writer,
            Mailer mailer,
            MailRetries retries,
            Clock clock,
            NotificationServiceConfig config) {
        this.rows = rows;
        this.notifications = notifications;
        this.ledger = ledger;
        this.wishes = wishes;
        this.directory = directory;
        this.timing = timing;
        this.writer = writer;
        this.mailer = mailer;
        this.retries = retries;
        this.clock = clock;
        this.config = config.mail();
    }

    void run(DigestRow row) {
        Preferences wished = get(wishes.of(List.of(row.id))).get(row.id);
        Optional<Instant> later = later(row, wished);
        if (later.isPresent()) {
            finish(row, ours -> ours.postpone(later.get()));
            return;
        }
        UserChanged person = directory.find(row.id).orElse(null);
        Instant oldest = (row.plan == null ? clock.instant() : row.plannedAt).minus(config.reach());
        List<Unseen> unseen = get(notifications.of(row.id, oldest, MAX_UNSEEN)).stream()
                .filter(Unseen::isUnmailed)
                .toList();
        MailJudgement judgement = MailJudgement.of(
                row, person, wished, unseen, muted(row.id, unseen), clock.instant(), config.refusedPause());
        if (judgement.toMail().isEmpty()) {
            ledger.decide(row, judgement.against(), row.attempt);
            settle(row, wished, ours -> {});
        } else if (row.plan != null || isFixed(row, judgement)) {
            send(row, person, wished, judgement);
        }
    }

    /** Those of these conversations that the person has muted, perhaps since they were told of them in the app. */
    private Set<String> muted(String userId, List<Unseen> unseen) {
        List<Wishes.Side> sides = unseen.stream()
                .filter(Unseen::isOfMessages)
                .map(one -> new Wishes.Side(userId, one.conversationId()))
                .toList();
        return sides.isEmpty()
                ? Set.of()
                : get(wishes.muted(sides)).stream()
                        .map(Wishes.Side::conversationId)
                        .collect(Collectors.toSet());
    }

    /** The wishes may have changed since the row was timed, and what they say now counts. */
    private Optional<Instant> later(DigestRow row, Preferences wished) {
        Instant now = clock.instant();
        Instant due = row.plan == null && row.timedAt != null ? timing.due(wished, row.timedAt, row) : now;
        return due.isAfter(now) ? Optional.of(due) : timing.quietUntil(wished, now);
    }

    private boolean isFixed(DigestRow row, MailJudgement judgement) {
        List<DigestRow.Planned> plan =
                judgement.toMail().stream().map(Unseen::planned).toList();
        Instant now = now();
        row.plan(plan, now);
        return finish(row, ours -> ours.plan(plan, now));
    }

    private void send(DigestRow row, UserChanged person, Preferences wished, MailJudgement judgement) {
        MailOutcome outcome = mailer.send(writer.write(row, person, wished, judgement.toMail()));
        Instant now = now();
        switch (outcome) {
            case TAKEN -> end(row, wished, judgement, Reason.SENT, ours -> ours.mailed(now));
            case REFUSED -> end(row, wished, judgement, Reason.PROVIDER_REFUSED, ours -> {});
            case ADDRESS_REFUSED ->
                end(
                        row,
                        wished,
                        judgement,
                        Reason.ADDRESS_REFUSED,
                        ours -> ours.refused(MailJudgement.hash(person.email()), now));
            case LATER, UNANSWERED ->
                retries.again(row, outcome, now)
                        .ifPresentOrElse(
                                at -> finish(row, ours -> ours.retry(outcome, at)),
                                () -> end(row, wished, judgement, Reason.PROVIDER_UNAVAILABLE, ours -> {}));
        }
    }

    private void end(
            DigestRow row, Preferences wished, MailJudgement judgement, Reason reason, Consumer<DigestRow> change) {
        Map<Unseen, Reason> decided = judgement.decided(reason);
        ledger.decide(row, decided, row.attempt + 1);
        settle(row, wished, change);
    }

    private void settle(DigestRow row, Preferences wished, Consumer<DigestRow> change) {
        finish(row, ours -> {
            change.accept(ours);
            ours.settle(from -> timing.due(wished, from, ours));
        });
    }

    /**
     * Events may have changed the row since it was leased: the change is made to it as it is now, if it is still ours.
     *
     * @return whether it was
     */
    private boolean finish(DigestRow leased, Consumer<DigestRow> change) {
        for (int attempt = 0; attempt < MAX_CONFLICTS; attempt++) {
            DigestRow row = get(rows.find(List.of(leased.id))).get(leased.id);
            if (row == null || !leased.leasedBy.equals(row.leasedBy)) {
                return false;
            }
            change.accept(row);
            if (get(rows.write(List.of(row)))) {
                return true;
            }
        }
        return false;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static <T> T get(Uni<T> call) {
        return call.await().atMost(STORE_TIMEOUT);
    }
}
