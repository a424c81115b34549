package org.baraza.notification.planner;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.BroadcastAcknowledged;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.notification.message.Preview;

/**
 * What an event means for one person's side of a conversation.
 *
 * @param userId whose side
 * @param conversationId of what
 * @param makesRow whether it counts also for a side of which nothing is known yet
 * @param change what it changes
 */
record Happening(String userId, String conversationId, boolean makesRow, Change change) {

    /** Changes a row in memory. */
    interface Change {

        /** @return whether anything is different now */
        boolean apply(PushRow row);
    }

    /**
     * When a message is looked at.
     *
     * @param now the time
     * @param delay how long after it was stored
     * @param catchUp how long after it was read from the log, where that is late: what stands behind it on the log, and may
     *     say that it was read, is to be heard first
     * @param clear how long after a reading
     */
    record Times(Instant now, Duration delay, Duration catchUp, Duration clear) {

        Instant due(Instant storedAt) {
            Instant due = storedAt.plus(delay);
            return due.isBefore(now) ? now.plus(catchUp) : due;
        }
    }

    String key() {
        return PushRow.key(userId, conversationId);
    }

    /**
     * What the event means for those who have a row, or get one by it. What becomes of a broadcast is not among it.
     *
     * @param unwalked broadcasts whose recipients are not all known yet, so that who has read one is remembered
     * @throws IllegalArgumentException if the event is not as its contract says; never quotes it
     */
    static List<Happening> of(MessageEvent event, Times times, Preview preview, Set<String> unwalked) {
        if (!ConversationId.isValid(event.conversationId())) {
            throw new IllegalArgumentException("no conversation");
        }
        ConversationId conversation = new ConversationId(event.conversationId());
        if (conversation.isBroadcast()) {
            return ofBroadcast(event, times, unwalked);
        }
        String id = conversation.value();
        if (event instanceof MessageSent sent) {
            return sent(sent, conversation, times, preview);
        }
        if (event instanceof ConversationRead read) {
            require(conversation.hasParticipant(read.readerId()));
            return List.of(new Happening(
                    read.readerId(),
                    id,
                    false,
                    row -> row.read(read.seq(), times.now().plus(times.clear()))));
        }
        if (event instanceof MessageDeleted deleted && deleted.scope() == DeletionScope.EVERYONE) {
            return conversation.participants().stream()
                    .map(person -> new Happening(
                            person,
                            id,
                            false,
                            row -> row.delete(deleted.seq(), times.now().plus(times.clear()))))
                    .toList();
        }
        if (event instanceof MessageEdited edited && edited.message() != null) {
            String text =
                    preview.of(edited.message().content(), edited.message().media());
            return conversation.participants().stream()
                    .map(person -> new Happening(person, id, false, row -> row.edit(edited.seq(), text)))
                    .toList();
        }
        return List.of();
    }

    /**
     * Nothing of a person who is not in the conversation.
     *
     * @param unwalked broadcasts whose recipients may not all be known yet
     */
    static List<Happening> of(MessagesReceived received, Instant now, Set<String> unwalked) {
        String id = received.conversationId();
        if (!ConversationId.isValid(id)
                || !new ConversationId(id).mayConcern(received.userId())
                || received.seq() < 1) {
            return List.of();
        }
        if (new ConversationId(id).isBroadcast()) {
            return List.of(new Happening(
                    received.userId(),
                    id,
                    unwalked.contains(id),
                    row -> row.receive(received.seq()) && sinceAtMost(row, now)));
        }
        return List.of(new Happening(received.userId(), id, true, row -> row.receive(received.seq())));
    }

    /** Who acknowledges it has read it. */
    private static List<Happening> ofBroadcast(MessageEvent event, Times times, Set<String> unwalked) {
        String reader;
        if (event instanceof ConversationRead read && read.seq() >= 1) {
            reader = read.readerId();
        } else if (event instanceof BroadcastAcknowledged acknowledged) {
            reader = acknowledged.userId();
        } else {
            return List.of();
        }
        String id = event.conversationId();
        Instant clearAt = times.now().plus(times.clear());
        return List.of(new Happening(
                reader, id, unwalked.contains(id), row -> row.read(1, clearAt) && sinceAtMost(row, times.now())));
    }

    private static boolean sinceAtMost(PushRow row, Instant now) {
        if (row.since == null) {
            row.since = now;
        }
        return true;
    }

    /** Who sends has read what stands before. */
    private static List<Happening> sent(MessageSent sent, ConversationId conversation, Times times, Preview preview) {
        require(sent.createdAt() != null && sent.message() != null && sent.seq() >= 1);
        require(conversation.hasParticipant(sent.senderId()));
        String receiver = conversation.otherThan(sent.senderId());
        String text = preview.of(sent.message().content(), sent.message().media());
        Instant storedAt = sent.createdAt().truncatedTo(ChronoUnit.MILLIS);
        return List.of(
                new Happening(
                        sent.senderId(),
                        conversation.value(),
                        false,
                        row -> row.read(sent.seq(), times.now().plus(times.clear()))),
                new Happening(
                        receiver,
                        conversation.value(),
                        true,
                        row -> row.arrive(sent.seq(), sent.senderId(), text, storedAt, times.due(storedAt))));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("the event is not as its contract says");
        }
    }
}
