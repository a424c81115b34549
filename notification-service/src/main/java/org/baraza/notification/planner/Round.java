package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.decision.Decision;
import org.baraza.notification.decision.DecisionRepository;
import org.jboss.logging.Logger;

/**
 * Judges rows that are due, hundreds at a time: a read of devices, one of wishes and one of mutes, then one write of the
 * decisions and one of the rows for all that need no provider. The others are leased, as many as there are places, by a write
 * under the condition that each is as it was read: of several replicas one has it, and one that dies loses it when the lease
 * ends. A row that cannot be judged, for something stored of it or its person that cannot be read, is put off, and the others are
 * judged. Blocks.
 */
@ApplicationScoped
class Round {

    private static final Logger LOGGER = Logger.getLogger(Round.class);

    /** Until a row that could not be judged is looked at again: a new release may mend it. */
    private static final Duration PUT_OFF = Duration.ofMinutes(5);

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);

    private final PushRepository rows;
    private final DecisionRepository decisions;
    private final Knowledge knowledge;
    private final Endings endings;
    private final Clock clock;
    private final NotificationServiceConfig.Push config;

    Round(
            PushRepository rows,
            DecisionRepository decisions,
            Knowledge knowledge,
            Endings endings,
            Clock clock,
            NotificationServiceConfig config) {
        this.rows = rows;
        this.decisions = decisions;
        this.knowledge = knowledge;
        this.endings = endings;
        this.clock = clock;
        this.config = config.push();
    }

    /**
     * What a round came to.
     *
     * @param due how many rows were due
     * @param leased those that are to be sent now, leased
     * @param badges unread notifications of their people; who has none is missing
     * @param left how many are to be sent and had no place
     */
    record Result(int due, List<Plan> leased, Map<String, Long> badges, int left) {}

    /**
     * @param limit how many rows at most
     * @param places how many may be leased
     */
    Result run(int limit, int places) {
        List<PushRow> due = rows.due(clock.instant(), limit).await().atMost(STORE_TIMEOUT);
        if (due.isEmpty()) {
            return new Result(0, List.of(), Map.of(), 0);
        }
        List<Plan> atOnce = new ArrayList<>();
        List<Plan> byProvider = new ArrayList<>();
        for (Plan plan : judged(open(due))) {
            (plan.needsProvider() ? byProvider : atOnce).add(plan);
        }
        endings.carryOut(atOnce);
        List<Plan> leased = lease(byProvider.subList(0, Math.min(places, byProvider.size())));
        Map<String, Long> badges =
                knowledge.badges(leased.stream().map(Plan::row).toList());
        return new Result(due.size(), leased, badges, Math.max(0, byProvider.size() - places));
    }

    /** Settles rows of replicas that died after they had decided and before they had settled; the others are still open. */
    private List<PushRow> open(List<PushRow> due) {
        due.forEach(PushRow::begin);
        List<String> abandoned = due.stream()
                .filter(row -> row.leasedBy != null && row.deciding > 0)
                .map(row -> row.decisionKey().toString())
                .toList();
        Map<String, Decision> made = decisions.find(abandoned).await().atMost(STORE_TIMEOUT);
        List<PushRow> open = new ArrayList<>();
        List<PushRow> settled = new ArrayList<>();
        for (PushRow row : due) {
            Decision decision =
                    row.leasedBy == null ? null : made.get(row.decisionKey().toString());
            if (decision != null && decision.isFinal()) {
                endings.settle(row, decision);
                settled.add(row);
            } else {
                open.add(row);
            }
        }
        if (!settled.isEmpty()) {
            rows.write(settled).await().atMost(STORE_TIMEOUT);
        }
        return open;
    }

    /** The plans of all that can be judged. */
    private List<Plan> judged(List<PushRow> open) {
        List<PushRow> unjudged = new ArrayList<>();
        List<Plan> plans = new Isolation<>(this::plans, PushLedger::isTransient, unjudged::add).each(open);
        if (!unjudged.isEmpty()) {
            LOGGER.errorf("%d pushes cannot be judged and are put off, one of %s", unjudged.size(), unjudged.get(0).id);
            Instant later = clock.instant().plus(PUT_OFF).truncatedTo(ChronoUnit.MILLIS);
            unjudged.forEach(row -> row.putOff(later));
            rows.write(unjudged).await().atMost(STORE_TIMEOUT);
        }
        return plans;
    }

    private List<Plan> plans(List<PushRow> open) {
        Knowledge.Known known = knowledge.of(open);
        Instant now = clock.instant();
        return open.stream()
                .map(row -> Plan.of(
                        row, Judgement.of(row, known.occasion(row), known.person(row), now, config.maxAge()), known))
                .toList();
    }

    /** @return those that are ours now */
    private List<Plan> lease(List<Plan> plans) {
        if (plans.isEmpty()) {
            return plans;
        }
        String lease = UUID.randomUUID().toString();
        Instant until = clock.instant().plus(config.lease());
        List<PushRow> wanted = plans.stream().map(Plan::row).toList();
        wanted.forEach(row -> row.lease(lease, until));
        if (rows.write(wanted).await().atMost(STORE_TIMEOUT)) {
            return plans;
        }
        Map<String, PushRow> now =
                rows.find(wanted.stream().map(row -> row.id).toList()).await().atMost(STORE_TIMEOUT);
        return plans.stream()
                .filter(plan -> now.containsKey(plan.row().id) && lease.equals(now.get(plan.row().id).leasedBy))
                .toList();
    }
}
