package org.baraza.gateway.delivery;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SyncCallTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 99, 100, 101, 250, 15_000})
    void tellsEverybodyOnceInNoMoreStepsThanTheWindowHas(int count) {
        // Given
        List<Integer> all = IntStream.range(0, count).boxed().toList();

        // When
        List<List<Integer>> steps = SyncCall.steps(all);

        // Then
        assertThat(steps.stream().flatMap(List::stream)).isEqualTo(all);
        assertThat(steps)
                .hasSizeLessThanOrEqualTo(100)
                .allSatisfy(step -> assertThat(step).isNotEmpty().hasSizeLessThanOrEqualTo(count / 100 + 1));
    }
}
