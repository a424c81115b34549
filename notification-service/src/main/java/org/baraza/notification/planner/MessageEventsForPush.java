package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.message.Preview;

/** Writes down what message events mean for pushes. Messages older than a push may be are passed over. */
@ApplicationScoped
class MessageEventsForPush implements BatchHandler<MessageEvent> {

    private static final Duration CLEAR_DELAY = Duration.ofSeconds(1);

    private final PushLedger ledger;
    private final Clock clock;
    private final Duration delay;
    private final Duration catchUp;
    private final Duration maxAge;
    private final Preview preview;

    MessageEventsForPush(PushLedger ledger, Clock clock, NotificationServiceConfig config) {
        this.ledger = ledger;
        this.clock = clock;
        this.delay = config.push().delay();
        this.catchUp = config.push().catchUp();
        this.maxAge = config.push().maxAge();
        this.preview = new Preview(config.inbox().previewLength());
    }

    @Override
    public void apply(List<LogRecord<MessageEvent>> batch) {
        Happening.Times times = new Happening.Times(clock.instant(), delay, catchUp, CLEAR_DELAY);
        ledger.apply(batch.stream()
                .map(LogRecord::event)
                .filter(this::isFresh)
                .flatMap(event -> Happening.of(event, times, preview).stream())
                .toList());
    }

    @Override
    public boolean isTransient(Exception failure) {
        return PushLedger.isTransient(failure);
    }

    /** Else a service that reads the whole log anew would push everything that ever was. */
    private boolean isFresh(MessageEvent event) {
        return !(event instanceof MessageSent sent)
                || sent.createdAt() == null
                || sent.createdAt().plus(maxAge).isAfter(clock.instant());
    }
}
