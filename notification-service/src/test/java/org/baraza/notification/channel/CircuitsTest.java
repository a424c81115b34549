package org.baraza.notification.channel;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitsTest {

    private final Circuits circuits = new Circuits(new TestClock());

    @Test
    void theHostsThatWereCalledLastAreRememberedAndNoMore() {
        // Given
        Circuit used = circuits.of("used");
        Circuit idle = circuits.of("idle");

        // When
        for (int i = 0; i < Circuits.MAX_HOSTS - 1; i++) {
            circuits.of("host-" + i);
            circuits.of("used");
        }

        // Then
        assertThat(circuits.of("used")).isSameAs(used);
        assertThat(circuits.of("idle")).isNotSameAs(idle);
    }
}
