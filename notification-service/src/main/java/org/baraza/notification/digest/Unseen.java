package org.baraza.notification.digest;

import java.time.Instant;

import org.baraza.notification.digest.DigestRow.Planned;

/**
 * A notification as far as a mail needs it.
 *
 * @param id the key of its document
 * @param type what kind of cause
 * @param conversationId the conversation of messages; null for others
 * @param senderId who caused it last; null for nobody
 * @param firstSeq the first of its messages
 * @param lastSeq the last
 * @param count how many they are
 * @param preview the line of text; null for none, and where the message was deleted
 * @param title what another system posted; null for messages
 * @param actionUrl a path of the website; null for nowhere
 * @param createdAt when it was caused last
 * @param mailedUpTo mails are decided up to this message; 0 for none
 */
record Unseen(
        String id,
        String type,
        String conversationId,
        String senderId,
        long firstSeq,
        long lastSeq,
        long count,
        String preview,
        String title,
        String actionUrl,
        Instant createdAt,
        long mailedUpTo) {

    /** Whether mails are still to be decided on its last message. */
    boolean isUnmailed() {
        return lastSeq > mailedUpTo;
    }

    /** Whether there is nothing left to tell: the only message that is new was deleted. */
    boolean isGone() {
        return isOfMessages() && preview == null && fresh() <= 1;
    }

    boolean isOfMessages() {
        return conversationId != null;
    }

    /** How many of its messages have been in no mail yet. */
    long fresh() {
        return Math.min(count, lastSeq - mailedUpTo);
    }

    /** The same without the messages that came after {@code upTo}. */
    Unseen upTo(long upTo) {
        return upTo >= lastSeq
                ? this
                : new Unseen(
                        id,
                        type,
                        conversationId,
                        senderId,
                        firstSeq,
                        upTo,
                        Math.max(1, count - (lastSeq - upTo)),
                        preview,
                        title,
                        actionUrl,
                        createdAt,
                        mailedUpTo);
    }

    Planned planned() {
        return Planned.of(id, lastSeq);
    }

    /** Leaves the texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "Unseen[" + id + ", " + firstSeq + ".." + lastSeq + "]";
    }
}
