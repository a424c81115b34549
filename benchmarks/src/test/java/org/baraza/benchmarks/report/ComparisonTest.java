package org.baraza.benchmarks.report;

import java.util.List;

import org.baraza.benchmarks.workload.Connects;
import org.baraza.benchmarks.workload.Workload.Figure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTest {

    @Test
    void showsTheMedianOfTheRoundsTheirSpreadAndTheRatioOfTheSides() {
        // Given
        Comparison comparison = new Comparison(new Connects(10), List.of("ours", "theirs"));

        // When
        for (double value : new double[] {3, 1, 2}) {
            comparison.add("ours", List.of(cpu(value)));
            comparison.add("theirs", List.of(cpu(value * 2)));
        }

        // Then
        assertThat(comparison.rows()).containsExactly("| CPU, µs | 2.0 (1.0–3.0) | 4.0 (2.0–6.0) | 0.50× |");
    }

    @Test
    void showsOneSideAlone() {
        // Given
        Comparison comparison = new Comparison(new Connects(10), List.of("ours"));

        // When
        comparison.add("ours", List.of(cpu(1_234)));

        // Then
        assertThat(comparison.rows()).containsExactly("| CPU, µs | 1,234 | – |");
    }

    private static Figure cpu(double value) {
        return new Figure("CPU", value, "µs", true);
    }
}
