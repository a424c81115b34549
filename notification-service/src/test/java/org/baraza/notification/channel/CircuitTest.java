package org.baraza.notification.channel;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitTest {

    private final TestClock clock = new TestClock();
    private final Circuit circuit = new Circuit(clock);

    @Test
    void aProviderThatFailsFiveTimesInARowIsLeftAloneAndThenTriedOnce() {
        // Given
        for (int i = 0; i < Circuit.FAILURES_TO_OPEN; i++) {
            assertThat(circuit.mayCall()).isTrue();
            circuit.failed();
        }

        // Then
        assertThat(circuit.mayCall()).isFalse();
        clock.advance(Circuit.PAUSE);
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
