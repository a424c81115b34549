package org.baraza.conversation.broadcast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.contracts.user.UserChanged;
import org.baraza.directory.UserDirectory;
import org.jboss.logging.Logger;

/**
 * Hands scheduled broadcasts to the log when their time has come. Any number of instances may do so at once: each attempt is
 * claimed by one of them, and what is handed over twice, after a crash for example, is one broadcast all the same, since it has
 * one {@code clientMessageId}. So claims may be short: an instance that dies with one holds its broadcast up by
 * {@link #FIRST_CLAIM} and the time until another one looks. What the log has is handed over again, less and less often, until
 * its event comes back. Blocks its thread.
 */
final class Firing {

    /** How long others leave alone what was claimed and the log has not acknowledged; twice as long with each attempt. */
    static final Duration FIRST_CLAIM = Duration.ofMillis(300);

    private static final Logger LOGGER = Logger.getLogger(Firing.class);
    private static final int AT_ONCE = 100;
    private static final Duration MAX_CLAIM = Duration.ofSeconds(5);
    /** How long the event may take of what the log has acknowledged; twice as long with each attempt. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(1);

    private static final Duration MAX_PATIENCE = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 6;

    private final ScheduleRepository schedules;
    private final BroadcastCommands commands;
    private final UserDirectory directory;
    private final Clock clock;
    private final Duration timeout;

    /** @param timeout for each call of the store, and for the log */
    Firing(
            ScheduleRepository schedules,
            BroadcastCommands commands,
            UserDirectory directory,
            Clock clock,
            Duration timeout) {
        this.schedules = schedules;
        this.commands = commands;
        this.directory = directory;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Fires what is due now, all at the same time: one that fails holds up none of the others, and is tried again. */
    void fireDue() {
        Instant now = clock.instant();
        List<ScheduleDocument> due = done(schedules.due(now, MAX_PATIENCE, AT_ONCE));
        List<Optional<ScheduleDocument>> claimed = done(ofAll(
                due, one -> schedules.claim(one, now.plus(doubled(FIRST_CLAIM, one.attempts(), MAX_CLAIM)))));
        done(ofAll(claimed.stream().flatMap(Optional::stream).toList(), one -> fire(one, now)));
    }

    private Uni<Void> fire(ScheduleDocument schedule, Instant now) {
        return Uni.createFrom()
                .deferred(() -> commands.append(command(schedule, now)))
                .chain(() -> schedules.handedOver(
                        schedule, now.plus(doubled(FIRST_PATIENCE, schedule.attempts() - 1, MAX_PATIENCE))))
                .onFailure(RefusedException.class)
                .recoverWithUni(refused -> notSent(schedule, refused.reason()));
    }

    private PublishBroadcast command(ScheduleDocument schedule, Instant now) {
        UserChanged author = directory
                .find(schedule.authorId())
                .filter(found -> !found.isSuspended())
                .orElseThrow(() -> new RefusedException(Refusal.FORBIDDEN, "the author is not there any more"));
        return schedule.toCommand(author.accountType(), author.chapterId(), now);
    }

    private Uni<Void> notSent(ScheduleDocument schedule, Refusal reason) {
        LOGGER.infof("scheduled broadcast %s is not sent, reason: %s", schedule.id(), reason);
        return schedules.conclude(
                List.of(new ScheduleOutcome(schedule.id(), schedule.authorId(), null, reason.name())));
    }

    /** @param attempts those before */
    private static Duration doubled(Duration first, int attempts, Duration most) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempts, MAX_DOUBLINGS));
        return doubled.compareTo(most) < 0 ? doubled : most;
    }

    /** Each call begins on this thread; fails after the last, if one has failed. */
    private static <T, R> Uni<List<R>> ofAll(List<T> items, Function<T, Uni<R>> call) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUni(call::apply)
                .collectFailures()
                .merge(AT_ONCE)
                .collect()
                .asList();
    }

    private <T> T done(Uni<T> call) {
        return call.await().atMost(timeout);
    }
}
