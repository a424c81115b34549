package org.baraza.notification.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.opentelemetry.context.Context;
import org.baraza.contracts.notification.NotificationCommand;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.inbox.Metadata;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.notification.inbox.NotificationDocument.Posted;
import org.baraza.notification.inbox.NotificationId;

/**
 * What another system posted, as it came.
 *
 * @param document the notification that it makes, unless there is one of this id already
 * @param trace of the command
 */
record Post(NotificationDocument document, Context trace) {

    /** Characters of JSON: lists show metadata whole, a hundred at a time. */
    static final int MAX_METADATA_LENGTH = 8_192;

    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    /** @throws IllegalArgumentException if there is too much metadata, or the time is none of our calendar */
    static Post of(LogRecord<NotificationCommand> record) {
        PostNotification command = (PostNotification) record.event();
        String metadata = Metadata.text(command.metadata());
        require(metadata.length() <= MAX_METADATA_LENGTH, "metadata is too long");
        require(
                !command.occurredAt().isBefore(Instant.EPOCH)
                        && command.occurredAt().isBefore(TOO_LATE),
                "occurredAt is before 1970 or after 9999");
        NotificationId id = NotificationId.posted(command.id());
        NotificationDocument document = new NotificationDocument(
                NotificationId.documentKey(command.userId(), id.cause()),
                command.userId(),
                command.type(),
                null,
                command.senderId(),
                id.occurrence(),
                id.occurrence(),
                1,
                false,
                command.message(),
                command.occurredAt().truncatedTo(ChronoUnit.MILLIS),
                List.of(),
                0L,
                1L,
                new Posted(command.title(), command.actionUrl(), metadata, record.partition() + "-" + record.offset()));
        return new Post(document, record.trace());
    }

    /** The key of the notification: the same for the same id and person. */
    String key() {
        return document.id();
    }

    /**
     * Whether this very command made a notification, and not an earlier one of the same id. Then it may be that it was not
     * told before a crash.
     */
    boolean made(NotificationDocument stored) {
        return stored != null
                && stored.posted() != null
                && stored.posted().by().equals(document.posted().by());
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
