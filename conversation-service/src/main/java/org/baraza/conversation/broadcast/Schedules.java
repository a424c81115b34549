package org.baraza.conversation.broadcast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.rest.Caller;
import org.baraza.rest.ProblemException;

/**
 * Drafts and scheduled broadcasts of their authors. Each can be changed and taken back until it is handed to the log. Whoever
 * may not send a broadcast may not plan it either; who is not its author does not learn that it exists.
 */
@ApplicationScoped
class Schedules {

    static final Duration MAX_AHEAD = Duration.ofDays(366);

    private final ScheduleRepository schedules;
    private final BroadcastCommands commands;
    private final Duration timeout;
    private final Clock clock = Clock.systemUTC();

    Schedules(ScheduleRepository schedules, BroadcastCommands commands, ConversationServiceConfig config) {
        this.schedules = schedules;
        this.commands = commands;
        this.timeout = config.inbox().readTimeout();
    }

    Uni<ScheduledBroadcast> create(Caller caller, BroadcastRequest request) {
        ScheduleDocument schedule = document(caller, request, UUID.randomUUID().toString(), 1);
        return inTime(schedules.insert(schedule).replaceWith(() -> ScheduledBroadcast.of(schedule)));
    }

    Uni<ScheduledBroadcast> change(Caller caller, String id, BroadcastRequest request) {
        return inTime(mine(caller, id).chain(before -> {
            ScheduleDocument after = document(caller, request, id, before.version() + 1);
            return schedules.replace(before, after).map(done -> {
                requireOpen(done);
                return ScheduledBroadcast.of(after);
            });
        }));
    }

    Uni<Void> delete(Caller caller, String id) {
        return inTime(mine(caller, id)
                .chain(schedules::delete)
                .invoke(Schedules::requireOpen)
                .replaceWithVoid());
    }

    Uni<ScheduledBroadcast.Page> list(Caller caller, int skip, int limit) {
        return inTime(Uni.combine()
                .all()
                .unis(schedules.page(caller.userId(), skip, limit), schedules.count(caller.userId()))
                .with((page, total) -> new ScheduledBroadcast.Page(
                        page.stream().map(ScheduledBroadcast::of).toList(), total)));
    }

    /**
     * Sends it to its author alone, as a broadcast to named people: so only somebody may who could send one of those.
     *
     * @return the broadcast's id; the same for as long as the draft is not changed
     */
    Uni<String> test(Caller caller, String id) {
        return inTime(mine(caller, id))
                .map(schedule -> schedule.toTest(caller.accountType(), caller.chapterId(), clock.instant()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(command -> commands.append(command).replaceWith(command.conversationId()));
    }

    private ScheduleDocument document(Caller caller, BroadcastRequest request, String id, long version) {
        Instant now = clock.instant();
        Instant scheduledFor = request.toScheduledFor();
        if (scheduledFor != null && (!scheduledFor.isAfter(now) || scheduledFor.isAfter(now.plus(MAX_AHEAD)))) {
            throw new RefusedException(Refusal.MALFORMED, "scheduledFor must lie ahead, by at most 366 days");
        }
        return ScheduleDocument.of(
                new PublishBroadcast(
                        id,
                        ConversationId.broadcast(caller.userId(), id).value(),
                        caller.userId(),
                        caller.accountType(),
                        caller.chapterId(),
                        id,
                        request.audience(),
                        request.title(),
                        request.description(),
                        request.content(),
                        request.toMedia(),
                        request.toPriority(),
                        request.asksForAcknowledgement(),
                        request.toRemindAfter(),
                        now),
                scheduledFor,
                version);
    }

    private Uni<ScheduleDocument> mine(Caller caller, String id) {
        return schedules
                .find(caller.userId(), id)
                .map(found -> found.orElseThrow(
                        () -> ProblemException.notFound("there is no such draft or scheduled broadcast")));
    }

    private static void requireOpen(boolean done) {
        if (!done) {
            throw new ProblemException(409, "ALREADY_FIRED", "it was sent, is being sent, or was changed meanwhile");
        }
    }

    private <T> Uni<T> inTime(Uni<T> call) {
        return call.ifNoItem().after(timeout).fail();
    }
}
