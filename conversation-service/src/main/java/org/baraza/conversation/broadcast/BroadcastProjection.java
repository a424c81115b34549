package org.baraza.conversation.broadcast;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.conversation.projection.Projection;
import org.baraza.eventlog.LogRecord;

/**
 * Broadcasts: new ones are numbered and stored, edits and recalls change them, and what people do with them goes into their
 * rows and standings. The order of these three is that of the log as far as it matters, since nobody reads, edits or
 * recalls a broadcast before it was sent.
 */
@ApplicationScoped
class BroadcastProjection implements Projection {

    private final BroadcastNumbering numbering;
    private final BroadcastRepository broadcasts;
    private final Standings standings;
    private final Audiences audiences;
    private final ScheduleRepository schedules;
    private final ReminderRepository reminders;

    BroadcastProjection(
            BroadcastNumbering numbering,
            BroadcastRepository broadcasts,
            Standings standings,
            Audiences audiences,
            ScheduleRepository schedules,
            ReminderRepository reminders) {
        this.numbering = numbering;
        this.broadcasts = broadcasts;
        this.standings = standings;
        this.audiences = audiences;
        this.schedules = schedules;
        this.reminders = reminders;
    }

    @Override
    public boolean covers(ConversationId id) {
        return id.isBroadcast();
    }

    @Override
    public Uni<Void> apply(List<LogRecord<MessageEvent>> events) {
        return Uni.createFrom().deferred(() -> {
            audiences.requireKnown();
            BroadcastEvents batch = BroadcastEvents.of(events, audiences);
            return numbering
                    .store(batch.sent())
                    .chain(() -> broadcasts.change(batch.changes()))
                    .chain(() -> reminders.add(batch.reminders()))
                    .chain(() -> schedules.conclude(batch.outcomes()))
                    .chain(() -> touch(batch.touches()));
        });
    }

    private Uni<Void> touch(List<Touch> touches) {
        List<String> ids = touches.stream().map(Touch::broadcastId).distinct().toList();
        return broadcasts.find(ids).chain(found -> {
            Map<String, BroadcastDocument> byId =
                    found.stream().collect(Collectors.toMap(BroadcastDocument::id, Function.identity()));
            if (byId.size() < ids.size()) {
                throw new IllegalArgumentException("a broadcast that was never sent cannot be touched");
            }
            return standings.record(touches, byId);
        });
    }
}
