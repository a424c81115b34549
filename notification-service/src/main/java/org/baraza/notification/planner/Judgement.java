package org.baraza.notification.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;

import org.baraza.notification.decision.Reason;
import org.baraza.notification.preference.Preferences;
import org.baraza.notification.preference.Way;

/**
 * Whether a person is to be pushed now, and if not, why.
 *
 * @param reason why not; null if they are to be pushed, or when quiet hours end
 * @param heldUntil when quiet hours end; null if it is not quiet
 */
record Judgement(Reason reason, Instant heldUntil) {

    /**
     * What is known of the person.
     *
     * @param isPresent whether they are in the directory and not suspended
     * @param preferences what they wish
     * @param isMuted whether they have muted the conversation
     * @param hasDevice whether a device can be reached
     */
    record Person(boolean isPresent, Preferences preferences, boolean isMuted, boolean hasDevice) {}

    static Judgement of(PushRow row, Person person, Instant now, Duration maxAge) {
        Reason against = against(row, person, now, maxAge);
        if (against != null) {
            return new Judgement(against, null);
        }
        Optional<Instant> quiet =
                Optional.ofNullable(person.preferences().quietHours()).flatMap(hours -> hours.endsAfter(now));
        return new Judgement(quiet.isPresent() ? Reason.QUIET_HOURS : null, quiet.orElse(null));
    }

    private static Reason against(PushRow row, Person person, Instant now, Duration maxAge) {
        if (row.readUpTo >= row.deciding) {
            return Reason.READ;
        }
        if (row.receivedUpTo >= row.deciding) {
            return Reason.RECEIVED;
        }
        if (pending(row) == 0) {
            return Reason.DELETED;
        }
        if (!person.isPresent()) {
            return Reason.PERSON_AWAY;
        }
        if (!person.preferences().wants(Way.PUSH, Preferences.NEW_MESSAGE)) {
            return Reason.PUSH_DISABLED;
        }
        if (person.isMuted()) {
            return Reason.MUTED;
        }
        if (!person.hasDevice()) {
            return Reason.NO_DEVICE;
        }
        // what quiet hours held is as fresh as it can be
        return row.heldUntil == null && row.lastAt.plus(maxAge).isBefore(now) ? Reason.EXPIRED : null;
    }

    /** How many of the messages at hand are neither seen nor deleted. */
    static long pending(PushRow row) {
        long seen = Math.max(row.decidedUpTo, Math.max(row.readUpTo, row.receivedUpTo));
        return LongStream.rangeClosed(seen + 1, row.deciding)
                .filter(seq -> !row.deleted.contains(seq))
                .count();
    }
}
