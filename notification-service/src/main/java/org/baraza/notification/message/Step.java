package org.baraza.notification.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.opentelemetry.context.Context;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationRead;
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
     * The steps of an event. Who sends a message has read what stands before it, so a message is two: the sender's reading
     * and the receiver's arrival.
     *
     * @throws IllegalArgumentException if the event is not as its contract says; never quotes it
     */
    static List<Step> of(LogRecord<MessageEvent> record, Preview preview) {
        MessageEvent event = record.event();
        if (event instanceof MessageSent sent) {
            return of(sent, preview, record.trace());
        }
        if (event instanceof ConversationRead read) {
            requirePerson(read.conversationId(), read.readerId());
            require(read.commandId() != null && read.seq() >= 0, "a reading needs its command and a cursor");
            return List.of(
                    new Reading(read.readerId(), read.conversationId(), read.seq(), read.commandId(), record.trace()));
        }
        return List.of();
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
        require(new ConversationId(conversationId).hasParticipant(userId), "somebody who is not in the conversation");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
