package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.directory.UserDirectory;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.channel.Channels;
import org.baraza.notification.channel.Outcome;
import org.baraza.notification.channel.Push;
import org.baraza.notification.decision.Decision;
import org.baraza.notification.decision.Decision.DeviceOutcome;
import org.baraza.notification.decision.DecisionRepository;
import org.baraza.notification.decision.Reason;
import org.baraza.notification.inbox.NotificationRepository;
import org.baraza.notification.preference.Device;
import org.baraza.notification.preference.DeviceRepository;
import org.baraza.notification.preference.Wishes;

/**
 * Carries one leased row to its decision: clears what was read, judges what is undecided, sends, and writes down what became
 * of it. The decision is written before the row, so that after a crash in between the next lease finds it and sends nothing.
 * Blocks but while providers answer; runs on a worker thread.
 */
@ApplicationScoped
class Dispatch {

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_CONFLICTS = 8;

    private final PushRepository rows;
    private final DecisionRepository decisions;
    private final DeviceRepository devices;
    private final Wishes wishes;
    private final NotificationRepository notifications;
    private final UserDirectory directory;
    private final Channels channels;
    private final PushTexts texts;
    private final Clock clock;
    private final Duration delay;
    private final Duration maxAge;
    private final Duration firstBackoff;

    Dispatch(
            PushRepository rows,
            DecisionRepository decisions,
            DeviceRepository devices,
            Wishes wishes,
            NotificationRepository notifications,
            UserDirectory directory,
            Channels channels,
            PushTexts texts,
            Clock clock,
            NotificationServiceConfig config) {
        this.rows = rows;
        this.decisions = decisions;
        this.devices = devices;
        this.wishes = wishes;
        this.notifications = notifications;
        this.directory = directory;
        this.channels = channels;
        this.texts = texts;
        this.clock = clock;
        this.delay = config.push().delay();
        this.maxAge = config.push().maxAge();
        this.firstBackoff = config.push().backoff();
    }

    /** @param wasAbandoned whether somebody had leased it before and did not come to an end */
    void run(PushRow row, boolean wasAbandoned) {
        List<Device> reachable = get(devices.of(List.of(row.userId))).stream()
                .filter(channels::reaches)
                .toList();
        clear(row, reachable);
        if (row.deciding == 0) {
            settle(row, false);
            return;
        }
        if (wasAbandoned) {
            Decision made = get(decisions.find(List.of(row.decisionKey().toString())))
                    .get(row.decisionKey().toString());
            if (made != null && made.isFinal()) {
                settle(row, Reason.SENT.name().equals(made.reason()));
                return;
            }
        }
        Judgement judgement = Judgement.of(row, person(row, reachable), clock.instant(), maxAge);
        if (judgement.reason() != null && row.reached) {
            // one of their devices got it in an earlier attempt, and the others do not need it any more
            decide(row, Reason.SENT, row.heldUntil, List.of());
            settle(row, true);
        } else if (judgement.reason() == Reason.QUIET_HOURS) {
            decide(row, Reason.QUIET_HOURS, judgement.heldUntil(), List.of());
            finish(row, held -> held.hold(judgement.heldUntil()));
        } else if (judgement.reason() != null) {
            decide(row, judgement.reason(), row.heldUntil, List.of());
            settle(row, false);
        } else {
            send(row, reachable);
        }
    }

    private Judgement.Person person(PushRow row, List<Device> reachable) {
        boolean isPresent =
                directory.find(row.userId).filter(user -> !user.isSuspended()).isPresent();
        Wishes.Side side = new Wishes.Side(row.userId, row.conversationId);
        return new Judgement.Person(
                isPresent,
                get(wishes.of(List.of(row.userId))).get(row.userId),
                !get(wishes.muted(List.of(side))).isEmpty(),
                !reachable.isEmpty());
    }

    /** A silent push that is lost leaves a number that is wrong until the next one, so it is tried once. */
    private void clear(PushRow row, List<Device> reachable) {
        if (row.isToBeCleared()) {
            deliver(texts.clear(row, badge(row)), reachable);
            row.shownUpTo = 0;
        }
    }

    private void send(PushRow row, List<Device> reachable) {
        List<Device> wanted = reachable.stream()
                .filter(device -> row.remaining == null || row.remaining.contains(device.id()))
                .toList();
        List<Outcome> outcomes = deliver(texts.alert(row, badge(row)), wanted);
        boolean reached = row.reached || outcomes.contains(Outcome.SENT);
        Remainder rest = Remainder.of(wanted, outcomes, row.attempt);
        if (!rest.devices().isEmpty()) {
            Duration wait = Backoff.after(Math.max(1, rest.attempts()), firstBackoff, rest.atLeast());
            Instant at = clock.instant().plus(wait);
            finish(row, held -> {
                held.reached = reached;
                held.retry(rest, at);
            });
            return;
        }
        decide(row, reason(reached, outcomes), row.heldUntil, told(wanted, outcomes));
        settle(row, reached);
    }

    private static Reason reason(boolean reached, List<Outcome> outcomes) {
        if (reached) {
            return Reason.SENT;
        }
        if (outcomes.stream().anyMatch(Outcome.Later.class::isInstance)) {
            return Reason.PROVIDER_UNAVAILABLE;
        }
        return outcomes.contains(Outcome.REFUSED) ? Reason.PROVIDER_REFUSED : Reason.TOKEN_DEAD;
    }

    /** To all devices at once; takes dead tokens away. */
    private List<Outcome> deliver(Push push, List<Device> wanted) {
        List<CompletableFuture<Outcome>> under =
                wanted.stream().map(device -> channels.deliver(push, device)).toList();
        List<Outcome> outcomes = under.stream().map(CompletableFuture::join).toList();
        for (int i = 0; i < wanted.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Dead) {
                get(devices.removeDead(wanted.get(i)));
            }
        }
        return outcomes;
    }

    private static List<DeviceOutcome> told(List<Device> wanted, List<Outcome> outcomes) {
        return IntStream.range(0, wanted.size())
                .mapToObj(i -> new DeviceOutcome(
                        wanted.get(i).type(),
                        wanted.get(i).deviceId(),
                        outcomes.get(i).getClass().getSimpleName().toUpperCase(Locale.ROOT)))
                .toList();
    }

    private long badge(PushRow row) {
        return get(notifications.unreadCounts(List.of(row.userId))).getOrDefault(row.userId, 0L);
    }

    private void decide(PushRow row, Reason reason, Instant heldUntil, List<DeviceOutcome> told) {
        int attempts = told.isEmpty() ? row.attempt : row.attempt + 1;
        get(decisions.put(List.of(Decision.of(row.decisionKey(), row.deciding, reason, clock.instant())
                .heldUntil(heldUntil)
                .after(attempts, told, CollapseKey.of(row.conversationId)))));
    }

    private void settle(PushRow row, boolean isShown) {
        finish(row, held -> held.settle(isShown, next(held)));
    }

    /** What came meanwhile has its time, too. */
    private Instant next(PushRow row) {
        Instant now = clock.instant();
        Instant due = row.lastAt == null ? now : row.lastAt.plus(delay);
        return due.isAfter(now) ? due : now;
    }

    /** Events may have changed the row since it was leased: the end is applied to it as it is now, if it is still ours. */
    private void finish(PushRow leased, Happening.Change end) {
        for (int attempt = 0; attempt < MAX_CONFLICTS; attempt++) {
            PushRow row = get(rows.find(List.of(leased.id))).get(leased.id);
            if (row == null || !leased.leasedBy.equals(row.leasedBy)) {
                return;
            }
            row.shownUpTo = leased.shownUpTo;
            end.apply(row);
            if (get(rows.write(List.of(row)))) {
                return;
            }
        }
    }

    private static <T> T get(Uni<T> call) {
        return call.await().atMost(STORE_TIMEOUT);
    }
}
