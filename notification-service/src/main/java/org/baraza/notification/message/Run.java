package org.baraza.notification.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opentelemetry.context.Context;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.notification.inbox.NotificationDocument.Cleared;
import org.baraza.notification.inbox.NotificationId;
import org.baraza.notification.message.Step.Arrival;
import org.baraza.notification.message.Step.Change;
import org.baraza.notification.message.Step.Reading;

/**
 * One person's notification of one conversation while the steps of a batch are applied to it. A step that was applied before
 * changes nothing, but if its event may not have been published, it is to be published again. For one thread.
 */
final class Run {

    private final NotificationDocument before;
    private final Map<NotificationId, Context> cleared = new LinkedHashMap<>();
    private NotificationDocument now;
    private Context raised;

    /** @param before as the database has it; null if it has none */
    Run(NotificationDocument before) {
        this.before = before;
        this.now = before;
    }

    void apply(Step step) {
        if (step instanceof Arrival arrival) {
            receive(arrival);
        } else if (step instanceof Reading reading) {
            read(reading);
        } else if (step instanceof Change change) {
            change(change);
        }
    }

    /** What became of it. */
    Outcome outcome() {
        return new Outcome(before, now, now == null || now.isRead() ? null : raised, cleared);
    }

    private void receive(Arrival message) {
        if (now == null) {
            now = started(message, null);
        } else if (message.seq() > now.lastSeq()) {
            now = now.isRead() ? started(message, now) : merged(message);
        } else if (message.seq() < now.lastSeq()) {
            return;
        }
        raised = message.trace();
    }

    /** What the person has deleted for themselves stays so, whatever its sender makes of it. */
    private void change(Change change) {
        if (now != null
                && !now.isDeleted()
                && now.preview() != null
                && now.lastSeq() == change.seq()
                && now.rev() < change.rev()) {
            now = now.withPreview(change.preview(), change.rev());
        }
    }

    private void read(Reading reading) {
        if (now == null) {
            return;
        }
        Optional<Cleared> earlier = now.cleared().stream()
                .filter(cleared -> cleared.by().equals(reading.commandId()))
                .findFirst();
        if (earlier.isPresent()) {
            cleared.put(idOf(earlier.get()), reading.trace());
        } else if (!now.isRead() && now.lastSeq() <= reading.upTo()) {
            clear(reading);
        }
    }

    /** A run that began within the batch was never raised, so nobody needs to hear that it was read. */
    private void clear(Reading reading) {
        if (before == null || before.firstSeq() != now.firstSeq()) {
            now = now.asRead(now.cleared());
            return;
        }
        List<Cleared> unpublished = new ArrayList<>(now.cleared());
        unpublished.removeIf(this::isPublished);
        unpublished.add(new Cleared(now.firstSeq(), reading.commandId()));
        cleared.put(now.publicId(), reading.trace());
        now = now.asRead(unpublished);
    }

    /** Events are applied in order: what the batch does not hold once more was published before it. */
    private boolean isPublished(Cleared earlier) {
        return !cleared.containsKey(idOf(earlier));
    }

    private NotificationId idOf(Cleared earlier) {
        return new NotificationId(now.conversationId(), earlier.run());
    }

    private static NotificationDocument started(Arrival message, NotificationDocument earlier) {
        return new NotificationDocument(
                message.documentKey(),
                message.userId(),
                NotificationDocument.NEW_MESSAGE,
                message.conversationId(),
                message.senderId(),
                message.seq(),
                message.seq(),
                1,
                false,
                message.preview(),
                message.createdAt(),
                earlier == null ? List.of() : earlier.cleared(),
                earlier == null ? 0L : earlier.rev(),
                earlier == null ? null : earlier.version(),
                null);
    }

    private NotificationDocument merged(Arrival message) {
        return new NotificationDocument(
                now.id(),
                now.userId(),
                now.type(),
                now.conversationId(),
                message.senderId(),
                now.firstSeq(),
                message.seq(),
                now.count() + 1,
                false,
                message.preview(),
                message.createdAt(),
                now.cleared(),
                now.rev(),
                now.version(),
                null);
    }
}
