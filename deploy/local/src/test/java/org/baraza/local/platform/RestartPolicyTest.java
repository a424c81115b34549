package org.baraza.local.platform;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartPolicyTest {

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final RestartPolicy policy = new RestartPolicy(Duration.ofSeconds(1));

    @Test
    void thePauseDoublesAndTheFourthDeathInAMinuteIsFinal() {
        assertThat(policy.onDeath(START)).contains(Duration.ofSeconds(1));
        assertThat(policy.onDeath(START.plusSeconds(10))).contains(Duration.ofSeconds(2));
        assertThat(policy.onDeath(START.plusSeconds(20))).contains(Duration.ofSeconds(4));
        assertThat(policy.onDeath(START.plusSeconds(30))).isEmpty();
    }

    @Test
    void deathsLongAgoAreForgotten() {
        policy.onDeath(START);
        policy.onDeath(START.plusSeconds(1));
        policy.onDeath(START.plusSeconds(2));

        assertThat(policy.onDeath(START.plusSeconds(62))).contains(Duration.ofSeconds(2));
    }
}
