package org.baraza.notification.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.baraza.store.StoreUnavailableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IsolationTest {

    private final List<Integer> all = IntStream.range(0, 500).boxed().toList();
    private final List<Integer> culprits = new ArrayList<>();
    private int calls;

    @Test
    void whereNothingFailsAllIsDoneAtOnce() {
        assertThat(failingAt().each(all)).isEqualTo(all);
        assertThat(calls).isEqualTo(1);
        assertThat(culprits).isEmpty();
    }

    @Test
    void theOthersAreDoneInTheirOrderAndWhoFailsIsFound() {
        // When
        List<Integer> done = failingAt(0, 250, 499).each(all);

        // Then
        assertThat(culprits).containsExactly(0, 250, 499);
        assertThat(done).hasSize(497).isSorted().doesNotContain(0, 250, 499);
        assertThat(calls).isLessThan(60);
    }

    @Test
    void whatFailsForAllIsTheCallers() {
        // Given
        Isolation<Integer, Integer> away = new Isolation<>(
                things -> {
                    throw new StoreUnavailableException("away");
                },
                PushLedger::isTransient,
                culprits::add);

        // Then
        assertThatThrownBy(() -> away.each(all)).isInstanceOf(StoreUnavailableException.class);
        assertThat(culprits).isEmpty();
    }

    @Test
    void ofNothingNothingIsDone() {
        assertThat(failingAt().each(List.of())).isEmpty();
        assertThat(calls).isZero();
    }

    private Isolation<Integer, Integer> failingAt(Integer... failing) {
        return new Isolation<>(
                things -> {
                    calls++;
                    if (things.stream().anyMatch(List.of(failing)::contains)) {
                        throw new IllegalStateException("cannot be done");
                    }
                    return things;
                },
                PushLedger::isTransient,
                culprits::add);
    }
}
