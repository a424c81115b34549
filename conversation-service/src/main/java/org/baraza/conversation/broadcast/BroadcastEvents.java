package org.baraza.conversation.broadcast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.baraza.contracts.UserId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.message.BroadcastAcknowledged;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.conversation.conversation.MediaDocument;
import org.baraza.eventlog.LogRecord;

/**
 * What a batch of events does to broadcasts.
 *
 * @param sent new ones, without numbers
 * @param changes edits and recalls, in order for each broadcast
 * @param touches what people did
 * @param outcomes what became of broadcasts that may have been scheduled
 * @param reminders of new ones that have them
 */
record BroadcastEvents(
        List<BroadcastDocument> sent,
        List<BroadcastChange> changes,
        List<Touch> touches,
        List<ScheduleOutcome> outcomes,
        List<ReminderDocument> reminders) {

    /** @throws IllegalArgumentException if one of the events cannot be true */
    static BroadcastEvents of(List<LogRecord<MessageEvent>> batch, Audiences audiences) {
        BroadcastEvents events = new BroadcastEvents(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (LogRecord<MessageEvent> record : batch) {
            events.add(record.event(), new LogPosition(record.partition(), record.offset()), audiences);
        }
        return events;
    }

    private void add(MessageEvent event, LogPosition position, Audiences audiences) {
        if (event instanceof BroadcastSent broadcast) {
            sent.add(documentOf(broadcast, audiences));
            outcomes.add(new ScheduleOutcome(
                    broadcast.clientMessageId(), broadcast.senderId(), broadcast.conversationId(), null));
            if (broadcast.remindAfter() != null) {
                reminders.add(new ReminderDocument(
                        broadcast.conversationId(), broadcast.createdAt().plus(broadcast.remindAfter()), "", 0, false));
            }
            touches.add(new Touch(
                    broadcast.conversationId(),
                    broadcast.senderId(),
                    Touch.Kind.READ,
                    broadcast.createdAt(),
                    position,
                    0));
        } else if (event instanceof CommandRefused refused) {
            outcomes.add(new ScheduleOutcome(
                    refused.commandId(), refused.actorId(), null, String.valueOf(refused.reason())));
        } else if (event instanceof MessageEdited edited) {
            if (!edited.changesNothing()) {
                changes.add(BroadcastChange.of(edited));
            }
        } else if (event instanceof MessageDeleted deleted && deleted.scope() == DeletionScope.EVERYONE) {
            changes.add(BroadcastChange.recalled(deleted));
        } else {
            addTouch(event, position);
        }
    }

    private void addTouch(MessageEvent event, LogPosition position) {
        if (event instanceof ConversationRead read && read.seq() > 0) {
            touches.add(touch(event, read.readerId(), Touch.Kind.READ, read.readAt(), position, 0));
        } else if (event instanceof BroadcastAcknowledged done) {
            touches.add(touch(event, done.userId(), Touch.Kind.ACKNOWLEDGED, done.acknowledgedAt(), position, 0));
        } else if (event instanceof ConversationArchived hidden) {
            touches.add(touch(event, hidden.userId(), Touch.Kind.HIDDEN, hidden.archivedAt(), position, 0));
        } else if (event instanceof MessageDeleted deleted) {
            touches.add(
                    touch(event, deleted.actorId(), Touch.Kind.DELETED, deleted.deletedAt(), position, deleted.rev()));
        }
    }

    private static Touch touch(
            MessageEvent event, String userId, Touch.Kind kind, Instant at, LogPosition position, long rev) {
        if (!UserId.isValid(userId) || at == null) {
            throw new IllegalArgumentException("who and when are required");
        }
        return new Touch(event.conversationId(), userId, kind, at, position, rev);
    }

    private static BroadcastDocument documentOf(BroadcastSent event, Audiences audiences) {
        boolean complete = event.createdAt() != null
                && event.audience() != null
                && event.message() != null
                && event.message().broadcast() != null
                && UserId.isValid(event.senderId());
        if (!complete) {
            throw new IllegalArgumentException(
                    "createdAt, senderId, audience and the broadcast's message are required");
        }
        Audience audience = event.audience();
        boolean senderOutside = switch (audience.type()) {
            case ALL -> false;
            case CHAPTER -> !audiences.of(event.senderId()).contains(audience.label());
            case CUSTOM -> !audience.recipientIds().contains(event.senderId());
        };
        return new BroadcastDocument(
                event.conversationId(),
                audience.label(),
                0,
                event.createdAt(),
                event.senderId(),
                event.clientMessageId(),
                audience.type(),
                audience.chapterId(),
                audiences.size(audience),
                namedBy(audience, event.senderId()),
                senderOutside,
                event.message().broadcast().title(),
                event.message().broadcast().description(),
                event.message().broadcast().priority(),
                event.message().broadcast().requiresAcknowledgement(),
                event.message().content(),
                MediaDocument.of(event.message().media()),
                event.message().rev(),
                event.message().editedAt(),
                event.message().isDeleted());
    }

    /** The sender, too: what somebody sent to named people is on their list. */
    private static List<String> namedBy(Audience audience, String senderId) {
        return audience.type() == AudienceType.CUSTOM
                ? Stream.concat(audience.recipientIds().stream(), Stream.of(senderId))
                        .distinct()
                        .toList()
                : List.of();
    }
}
