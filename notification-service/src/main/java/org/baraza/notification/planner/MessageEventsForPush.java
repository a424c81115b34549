package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.contracts.message.BroadcastAcknowledged;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.ConversationRead;
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
    private final BroadcastLedger broadcasts;
    private final Clock clock;
    private final Duration delay;
    private final Duration catchUp;
    private final Duration maxAge;
    private final Preview preview;

    MessageEventsForPush(PushLedger ledger, BroadcastLedger broadcasts, Clock clock, NotificationServiceConfig config) {
        this.ledger = ledger;
        this.broadcasts = broadcasts;
        this.clock = clock;
        this.delay = config.push().delay();
        this.catchUp = config.push().catchUp();
        this.maxAge = config.push().maxAge();
        this.preview = new Preview(config.inbox().previewLength());
    }

    @Override
    public void apply(List<LogRecord<MessageEvent>> batch) {
        Happening.Times times = new Happening.Times(clock.instant(), delay, catchUp, CLEAR_DELAY);
        List<MessageEvent> events =
                batch.stream().map(LogRecord::event).filter(this::isFresh).toList();
        broadcasts.apply(events, times);
        Set<String> unwalked = broadcasts.unwalked(events.stream()
                .filter(event -> event instanceof ConversationRead || event instanceof BroadcastAcknowledged)
                .map(MessageEvent::conversationId)
                .toList());
        ledger.apply(events.stream()
                .flatMap(event -> Happening.of(event, times, preview, unwalked).stream())
                .toList());
    }

    @Override
    public boolean isTransient(Exception failure) {
        return PushLedger.isTransient(failure);
    }

    /** Else a service that reads the whole log anew would push everything that ever was. */
    private boolean isFresh(MessageEvent event) {
        Instant createdAt = null;
        if (event instanceof MessageSent sent) {
            createdAt = sent.createdAt();
        } else if (event instanceof BroadcastSent sent) {
            createdAt = sent.createdAt();
        }
        return createdAt == null || createdAt.isAfter(clock.instant().minus(maxAge));
    }
}
