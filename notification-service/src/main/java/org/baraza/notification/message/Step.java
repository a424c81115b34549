package org.baraza.notification.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.opentelemetry.context.Context;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.inbox.NotificationId;

/** What an event means for one person's notification of one conversation. */
sealed interface Step {

    /** Whose. */
    String userId();

    /** Of what. */
    String conversationId();

    /** The trace of the event. */
    Context trace();

    /** The key of the notification. */
    default String documentKey() {
        return NotificationId.documentKey(userId(), conversationId());
    }

    /**
     * A message came for the person.
     *
     * @param userId who received it
     * @param conversationId where
     * @param senderId from whom
     * @param seq its number
     * @param preview its beginning
     * @param createdAt when it was stored, to the millisecond
     * @param trace of the event
     */
    record Arrival(
            String userId,
            String conversationId,
            String senderId,
            long seq,
            String preview,
            Instant createdAt,
            Context trace)
            implements Step {

        /** Leaves the preview out, so that no log ever holds it. */
        @Override
        public String toString() {
            return "Arrival[" + conversationId + "-" + seq + "]";
        }
    }

    /**
     * The person has read the conversation.
     *
     * @param userId who read
     * @param conversationId what
     * @param upTo number of the last message read
     * @param commandId the command that did it
     * @param trace of the event
     */
    record Reading(String userId, String conversationId, long upTo, String commandId, Context trace) implements Step {}

    /**
     * A message was edited or deleted.
     *
     * @param userId who received it, or has deleted it for themselves
     * @param conversationId where
     * @param seq the message's number
     * @param rev the number of the change
     * @param preview the beginning of the message as it stands now; null if it was deleted
     * @param trace of the event
     */
    record Change(String userId, String conversationId, long seq, long rev, String preview, Context trace)
            implements Step {

        /** Leaves the preview out, so that no log ever holds it. */
        @Override
        public String toString() {
            return "Change[" + conversationId + "-" + seq + " with " + rev + "]";
        }
    }

    /**
     * The steps of an event. Who sends a message has read what stands before it, so a message is two: the sender's reading
     * and the receiver's arrival. Broadcasts have none.
     *
     * @throws IllegalArgumentException if the event is not as its contract says; never quotes it
     */
    static List<Step> of(LogRecord<MessageEvent> record, Preview preview) {
        MessageEvent event = record.event();
        if (isOfBroadcast(event)) {
            return List.of();
        }
        if (event instanceof MessageSent sent) {
            return of(sent, preview, record.trace());
        }
        if (event instanceof ConversationRead read) {
            requirePerson(read.conversationId(), read.readerId());
            require(read.commandId() != null && read.seq() >= 0, "a reading needs its command and a cursor");
            return List.of(
                    new Reading(read.readerId(), read.conversationId(), read.seq(), read.commandId(), record.trace()));
        }
        if (event instanceof MessageEdited edited && !edited.changesNothing()) {
            return of(edited, preview, record.trace());
        }
        if (event instanceof MessageDeleted deleted) {
            return of(deleted, record.trace());
        }
        return List.of();
    }

    private static boolean isOfBroadcast(MessageEvent event) {
        return ConversationId.isValid(event.conversationId())
                && new ConversationId(event.conversationId()).isBroadcast();
    }

    private static List<Step> of(MessageEdited edited, Preview preview, Context trace) {
        requirePerson(edited.conversationId(), edited.receiverId());
        require(edited.seq() >= 1 && edited.rev() >= 1, "an edit needs its numbers");
        require(edited.message() != null, "an edit needs its message");
        return List.of(new Change(
                edited.receiverId(),
                edited.conversationId(),
                edited.seq(),
                edited.rev(),
                preview.of(edited.message().content(), edited.message().media()),
                trace));
    }

    /** Only its sender deletes a direct message for everybody. */
    private static List<Step> of(MessageDeleted deleted, Context trace) {
        requirePerson(deleted.conversationId(), deleted.actorId());
        require(deleted.seq() >= 1 && deleted.rev() >= 1, "a deletion needs its numbers");
        require(deleted.scope() != null, "a deletion needs its scope");
        String userId = deleted.scope() == DeletionScope.ME
                ? deleted.actorId()
                : new ConversationId(deleted.conversationId()).otherThan(deleted.actorId());
        return List.of(new Change(userId, deleted.conversationId(), deleted.seq(), deleted.rev(), null, trace));
    }

    private static List<Step> of(MessageSent sent, Preview preview, Context trace) {
        requirePerson(sent.conversationId(), sent.senderId());
        requirePerson(sent.conversationId(), sent.receiverId());
        require(!sent.senderId().equals(sent.receiverId()), "sender and receiver are the same");
        require(sent.commandId() != null && sent.seq() >= 1, "a message needs its command and a number");
        require(sent.createdAt() != null && sent.message() != null, "a message needs its time and its view");
        return List.of(
                new Reading(sent.senderId(), sent.conversationId(), sent.seq(), sent.commandId(), trace),
                new Arrival(
                        sent.receiverId(),
                        sent.conversationId(),
                        sent.senderId(),
                        sent.seq(),
                        preview.of(sent.message().content(), sent.message().media()),
                        sent.createdAt().truncatedTo(ChronoUnit.MILLIS),
                        trace));
    }

    private static void requirePerson(String conversationId, String userId) {
        require(
                new ConversationId(conversationId).hasParticipant(userId == null ? "" : userId),
                "somebody who is not in the conversation");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
