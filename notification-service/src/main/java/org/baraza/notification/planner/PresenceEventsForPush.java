package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.contracts.presence.PresenceEvent;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.LogRecord;

/** Writes down what people's devices have shown them. */
@ApplicationScoped
class PresenceEventsForPush implements BatchHandler<PresenceEvent> {

    private final PushLedger ledger;
    private final BroadcastLedger broadcasts;
    private final Clock clock;

    PresenceEventsForPush(PushLedger ledger, BroadcastLedger broadcasts, Clock clock) {
        this.ledger = ledger;
        this.broadcasts = broadcasts;
        this.clock = clock;
    }

    @Override
    public void apply(List<LogRecord<PresenceEvent>> batch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<MessagesReceived> shown = batch.stream()
                .map(LogRecord::event)
                .filter(MessagesReceived.class::isInstance)
                .map(MessagesReceived.class::cast)
                .toList();
        // the broadcast itself may be read later than its receipts: they come by another log
        Set<String> unwalked = broadcasts.unwalkedOrUnknown(
                shown.stream().map(MessagesReceived::conversationId).toList());
        ledger.apply(shown.stream()
                .flatMap(received -> Happening.of(received, now, unwalked).stream())
                .toList());
    }

    @Override
    public boolean isTransient(Exception failure) {
        return PushLedger.isTransient(failure);
    }
}
