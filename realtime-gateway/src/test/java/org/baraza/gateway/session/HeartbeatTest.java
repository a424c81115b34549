package org.baraza.gateway.session;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

class HeartbeatTest {

    private static final long INTERVAL = 300;
    private static final long TIMEOUT = 200;
    private static final long START = 1_000;

    private final Heartbeat heartbeat = new Heartbeat(ofNanos(INTERVAL), ofNanos(TIMEOUT));

    @BeforeEach
    void begin() {
        heartbeat.begin(START);
    }

    @Test
    void isDueOnceEachInterval() {
        // Then
        assertThat(heartbeat.isDue(START + 300)).isFalse();
        assertThat(heartbeat.isDue(START + 301)).isTrue();

        // When
        heartbeat.pinged(START + 310);
        heartbeat.ponged();

        // Then: it does not drift
        assertThat(heartbeat.isDue(START + 600)).isFalse();
        assertThat(heartbeat.isDue(START + 601)).isTrue();
    }

    @Test
    void isMissedByWhoDoesNotAnswerInTheTimeoutFromWhenItWasDue() {
        // Given
        heartbeat.pinged(START + 310);

        // Then
        assertThat(heartbeat.isDue(START + 601)).isFalse();
        assertThat(heartbeat.isMissed(START + 500)).isFalse();
        assertThat(heartbeat.isMissed(START + 501)).isTrue();
    }

    @Test
    void leavesTheClientThreeQuartersOfItsTimeWhenNobodyLookedForLong() {
        // Given
        heartbeat.pinged(START + 5_000);

        // Then
        assertThat(heartbeat.isMissed(START + 5_150)).isFalse();
        assertThat(heartbeat.isMissed(START + 5_151)).isTrue();
    }

    @Test
    void isNotMissedByWhoAnswers() {
        // Given
        heartbeat.pinged(START + 301);

        // When
        heartbeat.ponged();

        // Then
        assertThat(heartbeat.isMissed(START + 10_000)).isFalse();
    }
}
