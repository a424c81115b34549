package org.baraza.message.store;

import java.time.Instant;
import java.util.List;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * One change of a conversation: an edit, or a deletion for one person or for everybody. Never written again once stored.
 *
 * @param id {@code <conversationId>/<commandId>}: the same command never makes two changes
 * @param conversationId where
 * @param rev its number there, from 1 without gaps
 * @param seq the message that was changed
 * @param position where the command stands in the log
 * @param kind what was done
 * @param visibleTo who sees it: {@value #EVERYBODY}, or the id of the person who deleted a message for themselves
 * @param actorId who did it
 * @param at when, to the millisecond
 * @param before the message's content before it; null for a deletion for one person
 * @param after the message's content after an edit; null for deletions
 */
public record ChangeDocument(
        @BsonId String id,
        String conversationId,
        long rev,
        long seq,
        LogPosition position,
        Kind kind,
        String visibleTo,
        String actorId,
        Instant at,
        ContentDocument before,
        ContentDocument after) {

    /** Who sees a change that is not for one person alone. */
    public static final String EVERYBODY = "*";

    /** What was done to the message. */
    public enum Kind {
        EDITED,
        DELETED
    }

    /** The key under which what a command did is stored. */
    public static String keyOf(String conversationId, String commandId) {
        return conversationId + '/' + commandId;
    }

    /** Whether one person alone sees it. */
    public boolean isForOne() {
        return !visibleTo.equals(EVERYBODY);
    }

    /** What the message holds from then on; nothing after a deletion. */
    public ContentDocument result() {
        boolean titled = before != null && before.title() != null;
        return after == null ? new ContentDocument("", List.of(), titled ? "" : null, null) : after;
    }

    /** Leaves the contents out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "ChangeDocument[" + conversationId + " rev " + rev + ", " + kind + " of seq " + seq + "]";
    }
}
