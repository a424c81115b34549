package org.baraza.notification.preference;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a person's devices stay silent.
 *
 * <p>A span is one unbroken stretch from its beginning to its end, whatever the clocks do in between. A beginning or end that
 * the clocks jump over is the moment of the jump; of one that comes twice, the beginning is the first and the end the second.
 *
 * @param zone whose clock counts
 * @param spans at most {@value #MAX_SPANS}; they may overlap
 */
public record QuietHours(ZoneId zone, List<Span> spans) {

    public static final int MAX_SPANS = 28;

    /** Somebody for whom every hour is quiet is asked again after this many days. */
    private static final int LONGEST_DAYS = 14;

    public QuietHours {
        spans = List.copyOf(spans);
    }

    /**
     * A stretch of time that comes every week.
     *
     * @param days on which it begins
     * @param from when it begins
     * @param to when it ends: on the next day unless it is later than {@code from}
     */
    public record Span(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

        public Span {
            days = Set.copyOf(days);
        }

        private Instant start(LocalDate day, ZoneId zone) {
            return instant(day.atTime(from), zone, true);
        }

        private Instant end(LocalDate day, ZoneId zone) {
            return instant((to.isAfter(from) ? day : day.plusDays(1)).atTime(to), zone, false);
        }

        private static Instant instant(LocalDateTime local, ZoneId zone, boolean first) {
            ZoneOffsetTransition transition = zone.getRules().getTransition(local);
            if (transition == null) {
                return local.atZone(zone).toInstant();
            }
            if (transition.isGap()) {
                return transition.getInstant();
            }
            ZoneOffset offset = first ? transition.getOffsetBefore() : transition.getOffsetAfter();
            return local.toInstant(offset);
        }
    }

    /** When silence ends, if it is quiet at {@code now}; spans that touch or overlap are one silence. */
    public Optional<Instant> endsAfter(Instant now) {
        Instant longest = now.plusSeconds(LONGEST_DAYS * 24L * 60 * 60);
        Instant end = latestEndAt(now);
        Instant reached = now;
        while (end != null && end.isAfter(reached) && end.isBefore(longest)) {
            reached = end;
            end = latestEndAt(reached);
        }
        if (end != null && !end.isBefore(longest)) {
            return Optional.of(longest);
        }
        return reached.equals(now) ? Optional.empty() : Optional.of(reached);
    }

    /** The latest end of the spans that hold {@code instant}; null if none does. */
    private Instant latestEndAt(Instant instant) {
        LocalDate today = instant.atZone(zone).toLocalDate();
        Instant latest = null;
        // a span that began the day before yesterday has ended, unless a jump of the calendar took a whole day
        for (int back = 0; back <= 2; back++) {
            LocalDate day = today.minusDays(back);
            for (Span span : spans) {
                if (!span.days().contains(day.getDayOfWeek())) {
                    continue;
                }
                Instant end = span.end(day, zone);
                boolean holds = !instant.isBefore(span.start(day, zone)) && instant.isBefore(end);
                if (holds && (latest == null || end.isAfter(latest))) {
                    latest = end;
                }
            }
        }
        return latest;
    }
}
