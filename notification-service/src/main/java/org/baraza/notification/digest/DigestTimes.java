package org.baraza.notification.digest;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

import org.baraza.notification.preference.DigestFrequency;

/**
 * When mails are due: pure, by the clocks of the person's time zone.
 *
 * <p>Each day has one hour of digests and no more. One that the clocks jump over is the moment of the jump; of one that comes
 * twice the first counts; a day that the calendar leaves out has none.
 *
 * @param at when digests go out
 * @param weeklyOn on which day those of a week do
 * @param delay how long an instant mail waits, so that whoever reads meanwhile gets none
 * @param pause how much time is between two instant mails at least, however much is going on
 */
record DigestTimes(LocalTime at, DayOfWeek weeklyOn, Duration delay, Duration pause) {

    /** A week, and a day more for calendars that leave one out. */
    private static final int LONGEST_DAYS = 15;

    /**
     * When the person is mailed what arises at {@code from}.
     *
     * @param lastMailedAt when they were mailed last; null for never
     * @return not before {@code from}; of digests later than it
     */
    Instant due(DigestFrequency frequency, ZoneId zone, Instant from, Instant lastMailedAt) {
        return switch (frequency) {
            case INSTANT -> instant(from, lastMailedAt);
            case DAILY -> next(from, zone, false);
            case WEEKLY -> next(from, zone, true);
        };
    }

    private Instant instant(Instant from, Instant lastMailedAt) {
        Instant soon = from.plus(delay);
        if (lastMailedAt == null) {
            return soon;
        }
        Instant afterPause = lastMailedAt.plus(pause);
        return afterPause.isAfter(soon) ? afterPause : soon;
    }

    private Instant next(Instant from, ZoneId zone, boolean weekly) {
        LocalDate today = from.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead <= LONGEST_DAYS; ahead++) {
            LocalDate day = today.plusDays(ahead);
            if (weekly && day.getDayOfWeek() != weeklyOn) {
                continue;
            }
            Instant slot = slot(day, zone);
            if (slot.isAfter(from) && slot.atZone(zone).toLocalDate().equals(day)) {
                return slot;
            }
        }
        throw new IllegalStateException("a fortnight without the hour of digests in " + zone);
    }

    private Instant slot(LocalDate day, ZoneId zone) {
        LocalDateTime local = day.atTime(at);
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition == null) {
            return local.atZone(zone).toInstant();
        }
        return transition.isGap() ? transition.getInstant() : local.toInstant(transition.getOffsetBefore());
    }
}
