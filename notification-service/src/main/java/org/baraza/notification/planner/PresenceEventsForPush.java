package org.baraza.notification.planner;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.contracts.presence.PresenceEvent;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.LogRecord;

/** Writes down what people's devices have shown them. */
@ApplicationScoped
class PresenceEventsForPush implements BatchHandler<PresenceEvent> {

    private final PushLedger ledger;

    PresenceEventsForPush(PushLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void apply(List<LogRecord<PresenceEvent>> batch) {
        ledger.apply(batch.stream()
                .map(LogRecord::event)
                .filter(MessagesReceived.class::isInstance)
                .map(MessagesReceived.class::cast)
                .flatMap(received -> Happening.of(received).stream())
                .toList());
    }

    @Override
    public boolean isTransient(Exception failure) {
        return PushLedger.isTransient(failure);
    }
}
