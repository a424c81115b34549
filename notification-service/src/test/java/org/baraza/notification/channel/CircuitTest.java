package org.baraza.notification.channel;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitTest {

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    private final Circuit circuit = new Circuit(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void aProviderThatFailsFiveTimesInARowIsLeftAloneAndThenTriedOnce() {
        // Given
        for (int i = 0; i < Circuit.FAILURES_TO_OPEN; i++) {
            assertThat(circuit.mayCall()).isTrue();
            circuit.failed();
        }

        // Then
        assertThat(circuit.mayCall()).isFalse();
        now = now.plus(Circuit.PAUSE);
        assertThat(circuit.mayCall()).isTrue();
        assertThat(circuit.mayCall()).isFalse();
        circuit.succeeded();
        assertThat(circuit.mayCall()).isTrue();
        assertThat(circuit.mayCall()).isTrue();
    }

    @Test
    void aSuccessInBetweenBeginsTheCountAnew() {
        for (int i = 0; i < Circuit.FAILURES_TO_OPEN - 1; i++) {
            circuit.failed();
        }
        circuit.succeeded();
        circuit.failed();

        assertThat(circuit.mayCall()).isTrue();
    }
}
