package org.baraza.notification.preference;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.baraza.notification.preference.QuietHours.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class QuietHoursTest {

    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    /** Times in UTC; an empty end: it is not quiet. 2026-11-24 is a Tuesday. */
    @ParameterizedTest(name = "{0} {1} {2}-{3} at {4}: {5}")
    @CsvSource({
        // within a day
        "Africa/Nairobi, TUESDAY, 12:00, 14:00, 2026-11-24T08:59:59Z,",
        "Africa/Nairobi, TUESDAY, 12:00, 14:00, 2026-11-24T09:00:00Z, 2026-11-24T11:00:00Z",
        "Africa/Nairobi, TUESDAY, 12:00, 14:00, 2026-11-24T10:59:59Z, 2026-11-24T11:00:00Z",
        "Africa/Nairobi, TUESDAY, 12:00, 14:00, 2026-11-24T11:00:00Z,",
        // across midnight: the day is the one on which it begins
        "Africa/Nairobi, TUESDAY, 22:00, 07:00, 2026-11-24T18:59:59Z,",
        "Africa/Nairobi, TUESDAY, 22:00, 07:00, 2026-11-24T19:00:00Z, 2026-11-25T04:00:00Z",
        "Africa/Nairobi, TUESDAY, 22:00, 07:00, 2026-11-25T03:59:59Z, 2026-11-25T04:00:00Z",
        "Africa/Nairobi, TUESDAY, 22:00, 07:00, 2026-11-25T04:00:00Z,",
        "Africa/Nairobi, MONDAY, 22:00, 07:00, 2026-11-24T19:00:00Z,",
        "Africa/Nairobi, MONDAY, 22:00, 07:00, 2026-11-24T03:00:00Z, 2026-11-24T04:00:00Z",
        // beginning and end the same: a whole day
        "Africa/Lagos, SUNDAY, 00:00, 00:00, 2026-11-22T00:00:00Z, 2026-11-22T23:00:00Z",
        "Africa/Lagos, SUNDAY, 00:00, 00:00, 2026-11-22T23:00:00Z,",
        // zones of half and quarter hours
        "Asia/Kathmandu, TUESDAY, 22:00, 23:00, 2026-11-24T16:15:00Z, 2026-11-24T17:15:00Z",
        "Australia/Adelaide, WEDNESDAY, 06:00, 07:00, 2026-11-24T19:30:00Z, 2026-11-24T20:30:00Z",
        // the clock jumps from 02:00 to 03:00 in the night: an hour shorter, and still one stretch
        "Europe/Berlin, SATURDAY, 22:00, 07:00, 2026-03-28T21:00:00Z, 2026-03-29T05:00:00Z",
        // a beginning that does not exist is the moment of the jump
        "Europe/Berlin, SUNDAY, 02:30, 05:00, 2026-03-29T00:59:59Z,",
        "Europe/Berlin, SUNDAY, 02:30, 05:00, 2026-03-29T01:00:00Z, 2026-03-29T03:00:00Z",
        // so is an end
        "Europe/Berlin, SUNDAY, 01:00, 02:30, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
        "Europe/Berlin, SUNDAY, 01:00, 02:30, 2026-03-29T01:00:00Z,",
        // a stretch that lies in the jump is none
        "Europe/Berlin, SUNDAY, 02:10, 02:50, 2026-03-29T01:00:00Z,",
        // the clock goes from 03:00 back to 02:00: an hour longer
        "Europe/Berlin, SATURDAY, 22:00, 07:00, 2026-10-24T20:00:00Z, 2026-10-25T06:00:00Z",
        // of a beginning that comes twice the first, of an end the second
        "Europe/Berlin, SUNDAY, 02:30, 05:00, 2026-10-25T00:29:59Z,",
        "Europe/Berlin, SUNDAY, 02:30, 05:00, 2026-10-25T00:30:00Z, 2026-10-25T04:00:00Z",
        "Europe/Berlin, SUNDAY, 01:00, 02:30, 2026-10-25T00:45:00Z, 2026-10-25T01:30:00Z",
        "Europe/Berlin, SUNDAY, 01:00, 02:30, 2026-10-25T01:29:59Z, 2026-10-25T01:30:00Z",
        // at midnight itself the clock jumps, there is no 00:00 on that day
        "Africa/Cairo, FRIDAY, 00:00, 06:00, 2026-04-23T21:59:59Z,",
        "Africa/Cairo, FRIDAY, 00:00, 06:00, 2026-04-23T22:00:00Z, 2026-04-24T03:00:00Z",
        // a day that the calendar left out: Thursday night ends on Saturday morning
        "Pacific/Apia, THURSDAY, 22:00, 07:00, 2011-12-30T09:00:00Z, 2011-12-30T10:00:00Z",
    })
    void isQuietFromItsBeginningToItsEnd(String zone, DayOfWeek day, String from, String to, Instant now, Instant end) {
        QuietHours hours = quiet(zone, span(EnumSet.of(day), from, to));

        assertThat(hours.endsAfter(now)).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void spansThatTouchOrOverlapAreOneSilence() {
        // Given
        QuietHours hours = quiet(
                "Africa/Nairobi",
                span(EVERY_DAY, "20:00", "22:00"),
                span(EVERY_DAY, "22:00", "06:00"),
                span(EVERY_DAY, "05:00", "07:00"));

        // When
        Optional<Instant> end = hours.endsAfter(Instant.parse("2026-11-24T17:30:00Z"));

        // Then
        assertThat(end).contains(Instant.parse("2026-11-25T04:00:00Z"));
    }

    @Test
    void silenceOnThreeDaysInARowIsOne() {
        QuietHours hours = quiet(
                "UTC", span(EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), "00:00", "00:00"));

        assertThat(hours.endsAfter(Instant.parse("2026-11-27T12:00:00Z")))
                .contains(Instant.parse("2026-11-30T00:00:00Z"));
    }

    @Test
    void silenceWithoutAnEndIsLookedAtAgainAfterTwoWeeks() {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");

        assertThat(quiet("UTC", span(EVERY_DAY, "00:00", "00:00")).endsAfter(now))
                .contains(Instant.parse("2026-12-08T12:00:00Z"));
    }

    @Test
    void withoutSpansItIsNeverQuiet() {
        assertThat(quiet("UTC").endsAfter(Instant.parse("2026-11-24T12:00:00Z")))
                .isEmpty();
    }

    private static QuietHours quiet(String zone, Span... spans) {
        return new QuietHours(ZoneId.of(zone), List.of(spans));
    }

    private static Span span(Set<DayOfWeek> days, String from, String to) {
        return new Span(days, LocalTime.parse(from), LocalTime.parse(to));
    }
}
