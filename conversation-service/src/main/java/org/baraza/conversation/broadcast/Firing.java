package org.baraza.conversation.broadcast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.contracts.user.UserChanged;
import org.baraza.directory.UserDirectory;
import org.jboss.logging.Logger;

/**
 * Hands scheduled broadcasts to the log when their time has come. Any number of instances may do so at once: each attempt is
 * claimed by one of them, and what is handed over twice, after a crash for example, is one broadcast all the same, since it has
 * one {@code clientMessageId}. It is tried again, less and less often, until its event comes back. Blocks its thread.
 */
final class Firing {

    private static final Logger LOGGER = Logger.getLogger(Firing.class);
    private static final int AT_ONCE = 100;
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

    /** Fires what is due now. */
    void fireDue() {
        Instant now = clock.instant();
        for (ScheduleDocument due : done(schedules.due(now, MAX_PATIENCE, AT_ONCE))) {
            done(schedules.claim(due, now.plus(patience(due.attempts())))).ifPresent(claimed -> fire(claimed, now));
        }
    }

    private void fire(ScheduleDocument schedule, Instant now) {
        try {
            UserChanged author = directory
                    .find(schedule.authorId())
                    .filter(found -> !found.isSuspended())
                    .orElseThrow(() -> new RefusedException(Refusal.FORBIDDEN, "the author is not there any more"));
            done(commands.append(schedule.toCommand(author.accountType(), author.chapterId(), now)));
        } catch (RefusedException e) {
            LOGGER.infof("scheduled broadcast %s is not sent, reason: %s", schedule.id(), e.reason());
            done(schedules.conclude(List.of(new ScheduleOutcome(
                    schedule.id(), schedule.authorId(), null, e.reason().name()))));
        }
    }

    private static Duration patience(int attempts) {
        Duration doubled = FIRST_PATIENCE.multipliedBy(1L << Math.min(attempts, MAX_DOUBLINGS));
        return doubled.compareTo(MAX_PATIENCE) < 0 ? doubled : MAX_PATIENCE;
    }

    private <T> T done(Uni<T> call) {
        return call.await().atMost(timeout);
    }
}
