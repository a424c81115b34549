package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.notification.NotificationCommand;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.inbox.NotificationId;
import org.baraza.notification.message.Preview;

/**
 * Writes down what other systems post as rows of their own. The first of an id counts, as it does for the notification; what is
 * older than a push may be is passed over.
 */
@ApplicationScoped
class PostsForPush implements BatchHandler<NotificationCommand> {

    private final PushLedger ledger;
    private final Clock clock;
    private final Duration delay;
    private final Duration maxAge;
    private final Preview preview;

    PostsForPush(PushLedger ledger, Clock clock, NotificationServiceConfig config) {
        this.ledger = ledger;
        this.clock = clock;
        this.delay = config.push().delay();
        this.maxAge = config.push().maxAge();
        this.preview = new Preview(config.inbox().previewLength());
    }

    @Override
    public void apply(List<LogRecord<NotificationCommand>> batch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ledger.apply(batch.stream()
                .map(record -> (PostNotification) record.event())
                .filter(post -> post.occurredAt().isAfter(now.minus(maxAge)))
                .map(post -> happening(post, now))
                .toList());
    }

    @Override
    public boolean isTransient(Exception failure) {
        return PushLedger.isTransient(failure);
    }

    private Happening happening(PostNotification post, Instant now) {
        NotificationId id = NotificationId.posted(post.id());
        Instant occurredAt = earlier(post.occurredAt().truncatedTo(ChronoUnit.MILLIS), now);
        return new Happening(post.userId(), id.cause(), true, row -> {
            boolean isNew = row.arrive(id.occurrence(), post.senderId(), text(post), occurredAt, now.plus(delay));
            if (isNew) {
                row.type = post.type();
                row.title = post.title();
                row.actionUrl = post.actionUrl();
                row.urgent = post.priority() == Priority.URGENT;
                row.since = now;
            }
            return isNew;
        });
    }

    /** A clock that is ahead, or a slip of the other system, makes no push that never is too old. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private String text(PostNotification post) {
        return post.message() == null ? null : preview.of(post.message(), List.of());
    }
}
