package org.baraza.notification.digest;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

import org.baraza.notification.preference.DigestFrequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DigestTimesTest {

    private static final DigestTimes TIMES = at("08:00");

    @ParameterizedTest(name = "{0}: {1} in {2} at {3} is due at {4}")
    @CsvSource(delimiter = '|', textBlock = """
            before the hour, the same day        | DAILY  | Africa/Nairobi   | 2026-11-24T04:59:59.999Z | 2026-11-24T05:00:00Z
            at the hour, the next day            | DAILY  | Africa/Nairobi   | 2026-11-24T05:00:00Z     | 2026-11-25T05:00:00Z
            after the hour, the next day         | DAILY  | Africa/Nairobi   | 2026-11-24T05:00:00.001Z | 2026-11-25T05:00:00Z
            just before midnight there           | DAILY  | Africa/Nairobi   | 2026-11-24T20:59:59Z     | 2026-11-25T05:00:00Z
            just after midnight there            | DAILY  | Africa/Nairobi   | 2026-11-24T21:00:00Z     | 2026-11-25T05:00:00Z
            midnight of UTC is nothing there     | DAILY  | Africa/Nairobi   | 2026-11-25T00:00:00Z     | 2026-11-25T05:00:00Z
            another zone, another moment         | DAILY  | America/New_York | 2026-11-24T05:00:00Z     | 2026-11-24T13:00:00Z
            yesterday there, today in UTC        | DAILY  | America/New_York | 2026-11-24T02:00:00Z     | 2026-11-24T13:00:00Z
            tomorrow there, today in UTC         | DAILY  | Pacific/Auckland | 2026-11-24T13:00:00Z     | 2026-11-24T19:00:00Z
            a zone of half an hour               | DAILY  | Asia/Kolkata     | 2026-11-24T02:29:00Z     | 2026-11-24T02:30:00Z
            the last day of a year               | DAILY  | Africa/Lagos     | 2026-12-31T08:00:00Z     | 2027-01-01T07:00:00Z
            the leap day                         | DAILY  | Africa/Lagos     | 2028-02-28T08:00:00Z     | 2028-02-29T07:00:00Z
            the day before the clocks go on      | DAILY  | Europe/Berlin    | 2026-03-28T08:00:00Z     | 2026-03-29T06:00:00Z
            the day before they go back          | DAILY  | Europe/Berlin    | 2026-10-24T07:00:00Z     | 2026-10-25T07:00:00Z
            a day of 25 hours, from its start    | DAILY  | Europe/Berlin    | 2026-10-24T22:00:00Z     | 2026-10-25T07:00:00Z
            the day that the calendar leaves out | DAILY  | Pacific/Apia     | 2011-12-30T06:00:00Z     | 2011-12-30T18:00:00Z
            the day before the one left out      | DAILY  | Pacific/Apia     | 2011-12-29T17:59:00Z     | 2011-12-29T18:00:00Z
            clocks that go back at midnight      | DAILY  | Africa/Cairo     | 2026-10-29T20:30:00Z     | 2026-10-30T06:00:00Z
            Sunday, for Monday                   | WEEKLY | Africa/Nairobi   | 2026-11-22T12:00:00Z     | 2026-11-23T05:00:00Z
            Monday before the hour               | WEEKLY | Africa/Nairobi   | 2026-11-23T04:59:59Z     | 2026-11-23T05:00:00Z
            Monday at the hour, a week later     | WEEKLY | Africa/Nairobi   | 2026-11-23T05:00:00Z     | 2026-11-30T05:00:00Z
            Tuesday, for the next Monday         | WEEKLY | Africa/Nairobi   | 2026-11-24T12:00:00Z     | 2026-11-30T05:00:00Z
            Monday in UTC, still Sunday there    | WEEKLY | America/New_York | 2026-11-23T02:00:00Z     | 2026-11-23T13:00:00Z
            Sunday in UTC, Monday there          | WEEKLY | Pacific/Auckland | 2026-11-22T13:00:00Z     | 2026-11-22T19:00:00Z
            a week in which the clocks go on     | WEEKLY | Europe/Berlin    | 2026-03-23T07:00:00Z     | 2026-03-30T06:00:00Z
            a week in which they go back         | WEEKLY | Europe/Berlin    | 2026-10-19T06:00:00Z     | 2026-10-26T07:00:00Z
            a week across the turn of the year   | WEEKLY | Africa/Lagos     | 2026-12-28T07:00:00Z     | 2027-01-04T07:00:00Z
            """)
    void aDigestIsDueAtTheNextOfItsHours(
            String name, DigestFrequency frequency, ZoneId zone, Instant from, Instant due) {
        assertThat(TIMES.due(frequency, zone, from, null)).isEqualTo(due);
    }

    @ParameterizedTest(name = "{0}: digests of {1} in {2} after {3} go out at {4}")
    @CsvSource(delimiter = '|', textBlock = """
            an hour that is skipped              | 02:30 | Europe/Berlin    | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z
            not again after the jump             | 02:30 | Europe/Berlin    | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z
            an hour that comes twice, the first  | 02:30 | Europe/Berlin    | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z
            not again the second time            | 02:30 | Europe/Berlin    | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
            between the two of them              | 02:30 | Europe/Berlin    | 2026-10-25T01:00:00Z | 2026-10-26T01:30:00Z
            a midnight that is skipped           | 00:00 | Africa/Cairo     | 2026-04-23T12:00:00Z | 2026-04-23T22:00:00Z
            the end of the hour that comes twice | 03:00 | Europe/Berlin    | 2026-10-24T12:00:00Z | 2026-10-25T02:00:00Z
            midnight                             | 00:00 | Africa/Nairobi   | 2026-11-24T20:59:59Z | 2026-11-24T21:00:00Z
            the last minute of a day             | 23:59 | Africa/Nairobi   | 2026-11-24T20:59:00Z | 2026-11-25T20:59:00Z
            """)
    void anHourThatTheClocksTouchComesOnce(String name, String hour, ZoneId zone, Instant from, Instant due) {
        assertThat(at(hour).due(DigestFrequency.DAILY, zone, from, null)).isEqualTo(due);
    }

    @ParameterizedTest(name = "{0}: last mail {2}, due at {3}")
    @CsvSource(delimiter = '|', nullValues = "never", textBlock = """
            the first                            | 2026-11-24T10:00:00Z | never                | 2026-11-24T10:02:00Z
            long after the last                  | 2026-11-24T10:00:00Z | 2026-11-24T09:00:00Z | 2026-11-24T10:02:00Z
            soon after the last                  | 2026-11-24T10:00:00Z | 2026-11-24T09:59:00Z | 2026-11-24T10:14:00Z
            just as the pause ends with it       | 2026-11-24T10:00:00Z | 2026-11-24T09:47:00Z | 2026-11-24T10:02:00Z
            """)
    void anInstantMailWaitsAMomentAndKeepsItsDistance(String name, Instant from, Instant lastMailedAt, Instant due) {
        assertThat(TIMES.due(DigestFrequency.INSTANT, ZoneId.of("Africa/Nairobi"), from, lastMailedAt))
                .isEqualTo(due);
    }

    @Test
    void whoMovesToAnotherZoneIsMailedInTheMorningThere() {
        Instant from = Instant.parse("2026-11-24T12:00:00Z");

        assertThat(TIMES.due(DigestFrequency.DAILY, ZoneId.of("Africa/Nairobi"), from, null))
                .isEqualTo("2026-11-25T05:00:00Z");
        assertThat(TIMES.due(DigestFrequency.DAILY, ZoneId.of("America/Los_Angeles"), from, null))
                .isEqualTo("2026-11-24T16:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Africa/Cairo", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Africa/Casablanca", "UTC"})
    void overTwentyYearsEachDayHasItsDigestAndNoneHasTwo(String name) {
        ZoneId zone = ZoneId.of(name);
        Instant end = Instant.parse("2030-01-01T00:00:00Z");
        Instant slot = TIMES.due(DigestFrequency.DAILY, zone, Instant.parse("2010-01-01T00:00:00Z"), null);
        while (slot.isBefore(end)) {
            Instant next = TIMES.due(DigestFrequency.DAILY, zone, slot, null);
            ZonedDateTime local = next.atZone(zone);

            assertThat(local.toLocalTime()).isEqualTo(LocalTime.of(8, 0));
            assertThat(Duration.between(slot, next)).isBetween(Duration.ofHours(23), Duration.ofHours(25));
            slot = next;
        }
    }

    private static DigestTimes at(String hour) {
        return new DigestTimes(LocalTime.parse(hour), DayOfWeek.MONDAY, Duration.ofMinutes(2), Duration.ofMinutes(15));
    }
}
