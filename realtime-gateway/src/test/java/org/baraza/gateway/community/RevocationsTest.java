package org.baraza.gateway.community;

import java.time.Instant;

import org.baraza.gateway.TestLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RevocationsTest {

    private static final Instant SIGNED_OUT = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void turnAwayTokensFromBeforeTheSecondOfTheSignOut() {
        assertThat(turnsAway(false, SIGNED_OUT, "2026-01-02T03:04:04Z")).isTrue();
        assertThat(turnsAway(false, SIGNED_OUT, "1970-01-01T00:00:00Z")).isTrue();
    }

    @Test
    void leaveTokensOfTheSameSecondSinceTheyMayBeFromAfterIt() {
        assertThat(turnsAway(false, SIGNED_OUT, "2026-01-02T03:04:05Z")).isFalse();
        assertThat(turnsAway(false, SIGNED_OUT, "2026-01-02T03:04:06Z")).isFalse();
    }

    @Test
    void turnAwaySuspendedPeopleWhateverTheirToken() {
        assertThat(turnsAway(true, null, "2026-01-02T03:04:06Z")).isTrue();
        assertThat(turnsAway(false, null, "1970-01-01T00:00:00Z")).isFalse();
    }

    private static boolean turnsAway(boolean isSuspended, Instant tokensValidFrom, String issuedAt) {
        return Revocations.turnsAway(
                TestLog.turnedAway("amina", isSuspended, tokensValidFrom), Instant.parse(issuedAt));
    }
}
