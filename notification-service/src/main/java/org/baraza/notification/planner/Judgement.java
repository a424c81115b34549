package org.baraza.notification.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;

import org.baraza.notification.decision.Reason;
import org.baraza.notification.preference.Preferences;
import org.baraza.notification.preference.Way;

/**
 * What is to become of the messages at hand of a row.
 *
 * @param verdict what
 * @param reason of the decision; null if none is made yet
 * @param heldUntil when quiet hours end; null if it is not quiet
 */
record Judgement(Verdict verdict, Reason reason, Instant heldUntil) {

    /** What is to become of messages. */
    enum Verdict {
        /** There are none. */
        NOTHING,
        /** They are not pushed. */
        DECIDED,
        /** They wait for the end of quiet hours. */
        HELD,
        /** They are pushed. */
        SEND
    }

    private static final Judgement NOTHING = new Judgement(Verdict.NOTHING, null, null);
    private static final Judgement SEND = new Judgement(Verdict.SEND, null, null);

    /**
     * What is known of the person.
     *
     * @param isPresent whether they are in the directory and not suspended
     * @param preferences what they wish
     * @param isMuted whether they have muted the conversation
     * @param hasDevice whether a device that is still to be tried can be reached
     */
    record Person(boolean isPresent, Preferences preferences, boolean isMuted, boolean hasDevice) {}

    static Judgement of(PushRow row, Occasion occasion, Person person, Instant now, Duration maxAge) {
        if (row.deciding == 0) {
            return NOTHING;
        }
        Reason against = against(row, occasion, person, now, maxAge);
        if (against != null) {
            return decided(row, against);
        }
        Optional<Instant> quiet =
                Optional.ofNullable(person.preferences().quietHours()).flatMap(hours -> hours.endsAfter(now));
        if (quiet.isEmpty() || occasion.isUrgent()) {
            return SEND;
        }
        return row.reached
                ? decided(row, Reason.QUIET_HOURS)
                : new Judgement(Verdict.HELD, Reason.QUIET_HOURS, quiet.get());
    }

    /** Why they are not told, from what they have seen alone; null if they have not seen it. */
    static Reason seen(PushRow row, Occasion occasion) {
        if (row.readUpTo >= row.deciding || occasion.isRead()) {
            return Reason.READ;
        }
        if (row.receivedUpTo >= row.deciding) {
            return Reason.RECEIVED;
        }
        return occasion.isRecalled() || pending(row) == 0 ? Reason.DELETED : null;
    }

    /** Once a device has got it in an earlier attempt it is sent, and the other devices do not need it any more. */
    private static Judgement decided(PushRow row, Reason reason) {
        return new Judgement(Verdict.DECIDED, row.reached ? Reason.SENT : reason, null);
    }

    private static Reason against(PushRow row, Occasion occasion, Person person, Instant now, Duration maxAge) {
        Reason seen = seen(row, occasion);
        if (seen != null) {
            return seen;
        }
        if (!person.isPresent()) {
            return Reason.PERSON_AWAY;
        }
        if (!person.preferences().wants(Way.PUSH, occasion.type())) {
            return Reason.PUSH_DISABLED;
        }
        if (person.isMuted()) {
            return Reason.MUTED;
        }
        if (!person.hasDevice()) {
            return Reason.NO_DEVICE;
        }
        return freshAt(row).plus(maxAge).isBefore(now) ? Reason.EXPIRED : null;
    }

    /** What quiet hours held is at their end as fresh as it can be. */
    private static Instant freshAt(PushRow row) {
        return row.heldUntil == null || row.heldUntil.isBefore(row.lastAt) ? row.lastAt : row.heldUntil;
    }

    /** How many of the messages at hand are neither seen nor deleted. */
    static long pending(PushRow row) {
        long seen = Math.max(row.decidedUpTo, Math.max(row.readUpTo, row.receivedUpTo));
        return LongStream.rangeClosed(seen + 1, row.deciding)
                .filter(seq -> !row.deleted.contains(seq))
                .count();
    }
}
