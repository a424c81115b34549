package org.baraza.conversation.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;

/**
 * What edits and deletions make of one message. Of changes for everybody the one with the highest number decides.
 *
 * @param seq the message's number
 * @param rev the number of the last change for everybody; 0 if it changes for some only
 * @param content the text after it; empty for a deletion; null if it changes for some only
 * @param media what the message refers to after it; none for a deletion
 * @param editedAt when its text was changed last; null if it was not
 * @param isDeleted whether it is deleted for everybody
 * @param deletedFor by user id, the number of the change with which each deletes it for themselves
 */
public record MessageChange(
        long seq,
        long rev,
        String content,
        List<MediaDocument> media,
        Instant editedAt,
        boolean isDeleted,
        Map<String, Long> deletedFor) {

    public MessageChange {
        media = List.copyOf(media);
        deletedFor = Map.copyOf(deletedFor);
    }

    /**
     * The change of an event.
     *
     * @throws IllegalArgumentException if the event has no numbers, time or message
     */
    public static MessageChange of(MessageEdited event) {
        requireNumbers(event.seq(), event.rev());
        if (event.editedAt() == null || event.message() == null) {
            throw new IllegalArgumentException("editedAt and message are required");
        }
        return new MessageChange(
                event.seq(),
                event.rev(),
                event.message().content(),
                MediaDocument.of(event.message().media()),
                event.editedAt(),
                false,
                Map.of());
    }

    /**
     * The change of an event.
     *
     * @throws IllegalArgumentException if the event has no numbers or scope
     */
    public static MessageChange of(MessageDeleted event) {
        requireNumbers(event.seq(), event.rev());
        if (event.scope() == null) {
            throw new IllegalArgumentException("scope is required");
        }
        return event.scope() == DeletionScope.EVERYONE
                ? new MessageChange(event.seq(), event.rev(), "", List.of(), null, true, Map.of())
                : new MessageChange(event.seq(), 0, null, List.of(), null, false, Map.of(event.actorId(), event.rev()));
    }

    /** This and then another change of the same message, one with a higher number, as one. */
    public MessageChange then(MessageChange next) {
        MessageChange last = next.changesForEverybody() ? next : this;
        Map<String, Long> both = new HashMap<>(deletedFor);
        next.deletedFor.forEach((userId, number) -> both.merge(userId, number, Math::max));
        return new MessageChange(
                seq,
                last.rev,
                last.content,
                last.media,
                next.editedAt == null ? editedAt : next.editedAt,
                last.isDeleted,
                both);
    }

    /** The message as it is afterwards, where nothing had changed it before. */
    public LastMessageDocument applyTo(LastMessageDocument message) {
        return new LastMessageDocument(
                message.seq(),
                message.senderId(),
                message.clientMessageId(),
                changesForEverybody() ? content : message.content(),
                changesForEverybody() ? media : message.media(),
                message.createdAt(),
                rev,
                editedAt,
                isDeleted,
                deletedFor);
    }

    /** Whether it changes anything for everybody. */
    public boolean changesForEverybody() {
        return rev > 0;
    }

    private static void requireNumbers(long seq, long rev) {
        if (seq < 1 || rev < 1) {
            throw new IllegalArgumentException("messages and changes are numbered from 1: " + seq + ", " + rev);
        }
    }

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "MessageChange[" + seq + " with " + rev + "]";
    }
}
