package org.baraza.notification.planner;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.baraza.notification.decision.Reason;
import org.baraza.notification.planner.Judgement.Verdict;
import org.baraza.notification.preference.DigestFrequency;
import org.baraza.notification.preference.Preferences;
import org.baraza.notification.preference.QuietHours;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of pushes over days with quiet hours from 22:00 to 07:00. */
class QuietHoursOfPushesTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Remainder WAITING = new Remainder(List.of("phone"), 0, Duration.ZERO);
    private static final Occasion MESSAGE =
            new Occasion(Preferences.NEW_MESSAGE, false, false, false, null, "hello", "/messages");
    private static final Judgement.Person PERSON = new Judgement.Person(
            true,
            new Preferences(
                    true,
                    true,
                    true,
                    true,
                    true,
                    DigestFrequency.DAILY,
                    null,
                    new QuietHours(
                            ZoneOffset.UTC,
                            List.of(new QuietHours.Span(
                                    Set.of(DayOfWeek.values()), LocalTime.of(22, 0), LocalTime.of(7, 0)))),
                    Map.of()),
            false,
            true);

    private final PushRow row = PushRow.of("bob", "dm.amina.bob");

    @Test
    void whatTheyHeldIsPushedInTheMorningHoweverOldItIs() {
        // Given
        arrive(1, "2026-11-01T22:30:00Z");
        night("2026-11-02T07:00:00Z");

        // When
        row.begin();

        // Then
        assertThat(judge("2026-11-02T07:00:00Z", Duration.ofHours(2)).verdict()).isEqualTo(Verdict.SEND);
    }

    @Test
    void whatTheyHeldEndsADayAfterThemWhileItsProviderIsAway() {
        // Given
        arrive(1, "2026-11-01T22:30:00Z");
        night("2026-11-02T07:00:00Z");

        // When
        row.begin();
        row.retry(WAITING, Instant.parse("2026-11-02T21:59:00Z"));
        night("2026-11-03T07:00:00Z");
        row.begin();

        // Then
        assertThat(judge("2026-11-03T07:00:00.500Z", DAY).reason()).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void whatCameMeanwhileIsAsFreshAsItIs() {
        // Given
        arrive(1, "2026-11-01T22:30:00Z");
        night("2026-11-02T07:00:00Z");

        // When
        arrive(2, "2026-11-03T20:00:00Z");
        row.begin();

        // Then
        assertThat(judge("2026-11-03T20:00:05Z", DAY).verdict()).isEqualTo(Verdict.SEND);
    }

    @Test
    void theNextMessageHasWhatTheyHoldLookedAtSinceTheyMayHaveBeenTurnedOff() {
        // Given
        arrive(1, "2026-11-01T22:30:00Z");
        night("2026-11-02T07:00:00Z");

        // When
        arrive(2, "2026-11-01T23:00:00Z");

        // Then
        assertThat(row.dueAt).isEqualTo(Instant.parse("2026-11-01T23:00:05Z"));
    }

    @Test
    void theNextMessageDoesNotHurryWhatWaitsForItsProvider() {
        // Given
        arrive(1, "2026-11-01T22:30:00Z");
        night("2026-11-02T07:00:00Z");
        row.begin();
        Instant later = Instant.parse("2026-11-02T07:05:00Z");
        row.retry(WAITING, later);

        // When
        arrive(2, "2026-11-02T07:01:00Z");

        // Then
        assertThat(row.dueAt).isEqualTo(later);
    }

    private void arrive(long seq, String at) {
        Instant storedAt = Instant.parse(at);
        row.arrive(seq, "amina", "hello", storedAt, storedAt.plusSeconds(5));
    }

    private void night(String until) {
        row.begin();
        row.hold(Instant.parse(until));
    }

    private Judgement judge(String at, Duration maxAge) {
        return Judgement.of(row, MESSAGE, PERSON, Instant.parse(at), maxAge);
    }
}
