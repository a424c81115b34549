package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.decision.Decision;
import org.baraza.notification.decision.Decision.DeviceOutcome;
import org.baraza.notification.decision.DecisionRepository;
import org.baraza.notification.decision.Reason;

/**
 * Writes down what was decided: first the decisions, then the rows, so that a crash in between leaves rows that are judged or
 * found decided again, and none without its decision. Blocks.
 */
@ApplicationScoped
class Endings {

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_CONFLICTS = 8;

    private final PushRepository rows;
    private final DecisionRepository decisions;
    private final Clock clock;
    private final Duration delay;

    Endings(PushRepository rows, DecisionRepository decisions, Clock clock, NotificationServiceConfig config) {
        this.rows = rows;
        this.decisions = decisions;
        this.clock = clock;
        this.delay = config.push().delay();
    }

    /**
     * Carries out plans that need no provider, with one write of the decisions and one of the rows. A row that an event changed
     * meanwhile, or that another replica has leased or settled, stays as it is, and what was or will be decided of its later
     * version counts, whichever is written first.
     */
    void carryOut(Collection<Plan> plans) {
        List<Decision> made = new ArrayList<>();
        List<PushRow> changed = new ArrayList<>();
        for (Plan plan : plans) {
            if (plan.judgement().reason() != null) {
                made.add(decision(plan));
            }
            end(plan, plan.row());
            changed.add(plan.row());
        }
        get(decisions.put(made));
        if (!changed.isEmpty()) {
            get(rows.write(changed));
        }
    }

    /** The same for one that is leased, and whose earlier push is cleared. */
    void carryOut(Plan plan) {
        if (plan.judgement().reason() != null) {
            get(decisions.put(List.of(decision(plan))));
        }
        finish(plan.row(), row -> end(plan, row));
    }

    /** A leased row was sent to its devices for the last time. */
    void sent(PushRow row, Reason reason, List<DeviceOutcome> devices) {
        Decision made = Decision.of(row.decisionKey(), row.deciding, reason, now(), row.version)
                .heldUntil(row.heldUntil)
                .after(row.attempt + 1, devices, CollapseKey.of(row.conversationId));
        get(decisions.put(List.of(made)));
        finish(row, held -> held.settle(reason == Reason.SENT, next(held)));
    }

    /** Some devices of a leased row are to be tried again; whether one has got it. */
    void later(PushRow row, boolean isReached, Remainder rest, Instant at) {
        finish(row, held -> {
            held.reached = isReached;
            held.retry(rest, at);
        });
    }

    /** Rows are found decided, by a replica that did not come to settle them. */
    void settle(PushRow row, Decision made) {
        row.deciding = made.lastSeq();
        row.settle(Reason.SENT.name().equals(made.reason()), next(row));
    }

    private void end(Plan plan, PushRow row) {
        Judgement judgement = plan.judgement();
        if (row.isToBeCleared() && plan.toClear().isEmpty()) {
            // no device is left that shows it
            row.shownUpTo = 0;
        }
        if (judgement.verdict() == Judgement.Verdict.HELD) {
            row.hold(judgement.heldUntil());
        } else {
            row.settle(judgement.reason() == Reason.SENT, next(row));
        }
    }

    private Decision decision(Plan plan) {
        PushRow row = plan.row();
        Judgement judgement = plan.judgement();
        return Decision.of(row.decisionKey(), row.deciding, judgement.reason(), now(), row.version)
                .heldUntil(judgement.heldUntil() == null ? row.heldUntil : judgement.heldUntil())
                .after(row.attempt, List.of(), CollapseKey.of(row.conversationId));
    }

    /** What came meanwhile has its time, too. */
    private Instant next(PushRow row) {
        Instant now = now();
        Instant due = row.lastAt == null ? now : row.lastAt.plus(delay);
        return due.isAfter(now) ? due : now;
    }

    /** Events may have changed the row since it was leased: the end is applied to it as it is now, if it is still ours. */
    private void finish(PushRow leased, Consumer<PushRow> end) {
        String ours = leased.leasedBy;
        long shownUpTo = leased.shownUpTo;
        PushRow row = leased;
        for (int attempt = 0; attempt < MAX_CONFLICTS; attempt++) {
            end.accept(row);
            if (get(rows.write(List.of(row)))) {
                return;
            }
            row = get(rows.find(List.of(leased.id))).get(leased.id);
            if (row == null || !ours.equals(row.leasedBy)) {
                return;
            }
            row.shownUpTo = shownUpTo;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static <T> T get(Uni<T> call) {
        return call.await().atMost(STORE_TIMEOUT);
    }
}
