package org.baraza.notification.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import org.baraza.notification.decision.Decision;
import org.baraza.notification.decision.DecisionChannel;
import org.baraza.notification.decision.DecisionKey;
import org.baraza.notification.decision.DecisionRepository;
import org.baraza.notification.decision.Reason;

/**
 * Writes down what became of notifications, once for each and when their mail comes to its end: the decisions, then the marks
 * by which no later mail tells of them. After a crash in between both are written again, the same. Blocks.
 */
@ApplicationScoped
class MailLedger {

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);
    /** Messages are older than what the log's reader learns from them; later than this they are not looked for. */
    private static final Duration LAG = Duration.ofMinutes(10);

    private static final int MAX_SEEN = 200;

    private final DecisionRepository decisions;
    private final UnseenRepository notifications;
    private final Clock clock;
    private final MeterRegistry registry;

    MailLedger(DecisionRepository decisions, UnseenRepository notifications, Clock clock, MeterRegistry registry) {
        this.decisions = decisions;
        this.notifications = notifications;
        this.clock = clock;
        this.registry = registry;
    }

    /** @param attempts how often the mail was tried that they were in; 0 for none */
    void decide(DigestRow row, Map<Unseen, Reason> decided, int attempts) {
        Instant now = clock.instant();
        List<Unseen> seen = seenMeanwhile(row);
        Stream<Decision> ofDecided = decided.entrySet().stream()
                .filter(entry -> entry.getKey().isOfMessages())
                .flatMap(entry -> decisions(row, entry.getKey(), entry.getValue(), attempts, now).stream());
        Stream<Decision> ofSeen =
                seen.stream().map(one -> decision(row, one, one.mailedUpTo() + 1, one.lastSeq(), Reason.READ, now));
        decisions.put(Stream.concat(ofDecided, ofSeen).toList()).await().atMost(STORE_TIMEOUT);
        notifications
                .mark(Stream.concat(decided.keySet().stream(), seen.stream())
                        .map(Unseen::planned)
                        .toList())
                .await()
                .atMost(STORE_TIMEOUT);
        decided.values()
                .forEach(reason -> registry.counter("baraza.mails.notifications", "reason", reason.name())
                        .increment());
    }

    private List<Unseen> seenMeanwhile(DigestRow row) {
        if (row.since == null) {
            return List.of();
        }
        return notifications.seen(row.id, row.since.minus(LAG), MAX_SEEN).await().atMost(STORE_TIMEOUT).stream()
                .filter(one -> one.isOfMessages() && one.isUnmailed())
                .toList();
    }

    /** What stands before the first message that is unread, and in no mail, was read. */
    private static List<Decision> decisions(
            DigestRow row, Unseen notification, Reason reason, int attempts, Instant now) {
        long undecided = notification.mailedUpTo() + 1;
        long first = Math.max(undecided, notification.firstSeq());
        List<Decision> made = new ArrayList<>();
        if (undecided < first) {
            made.add(decision(row, notification, undecided, first - 1, Reason.READ, now));
        }
        made.add(decision(row, notification, first, notification.lastSeq(), reason, now)
                .after(attempts, List.of(), null));
        return made;
    }

    private static Decision decision(
            DigestRow row, Unseen notification, long first, long last, Reason reason, Instant now) {
        return Decision.of(
                new DecisionKey(DecisionChannel.EMAIL, row.id, notification.conversationId(), first),
                last,
                reason,
                now,
                row.version);
    }
}
