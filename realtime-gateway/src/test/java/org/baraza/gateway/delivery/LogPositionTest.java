package org.baraza.gateway.delivery;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogPositionTest {

    private static final LogPosition SOME = LogPosition.of(7, 0, 12_345_678_901L, Long.MAX_VALUE);

    @Test
    void isReadAsItWasWritten() {
        assertThat(LogPosition.decode(SOME.encode(), 4)).contains(SOME);
        assertThat(LogPosition.decode(SOME.after(2, 12_345_678_901L, true).encode(), 4))
                .contains(SOME.after(2, 12_345_678_901L, true))
                .isNotEqualTo(Optional.of(SOME.after(2, 12_345_678_901L, false)));
    }

    @Test
    void takesFewCharacters() {
        // Given: two topics of four partitions, with ten million records each
        LogPosition busy = LogPosition.of(10_000_000, 10_000_001, 10_000_002, 10_000_003, 10_000_000, 9, 9, 9);

        assertThat(busy.encode()).matches("[A-Za-z0-9_-]{1,36}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "sync:required", "AAAAAAAA", "AAAAA!", "_____________________w", "BwAAAAA"})
    void isNotReadFromAnythingElse(String text) {
        assertThat(LogPosition.decode(text, 4)).isEmpty();
    }

    @Test
    void isNotReadForAnotherNumberOfPartitions() {
        assertThat(LogPosition.decode(SOME.encode(), 3)).isEmpty();
        assertThat(LogPosition.decode(SOME.encode(), 5)).isEmpty();
    }

    @Test
    void coversAnotherOnlyWithEveryPartition() {
        LogPosition here = LogPosition.of(5, 5);

        assertThat(here.isAtLeast(LogPosition.of(5, 4))).isTrue();
        assertThat(here.isAtLeast(LogPosition.of(6, 0))).isFalse();
        assertThat(here.isAtLeast(here)).isTrue();
    }

    @Test
    void doesNotCoverTheSecondPartOfARecordThatItHoldsTheFirstOf() {
        // Given
        LogPosition whole = LogPosition.of(6, 5);
        LogPosition half = LogPosition.of(5, 5).after(0, 5, true);

        assertThat(half.isAtLeast(LogPosition.of(5, 5))).isTrue();
        assertThat(half.isAtLeast(whole)).isFalse();
        assertThat(half.isAtLeast(half)).isTrue();
        assertThat(whole.isAtLeast(half)).isTrue();
    }

    @Test
    void coversTogetherWhatEitherCovers() {
        // Given
        LogPosition half = LogPosition.of(5, 5).after(0, 5, true);

        assertThat(half.and(LogPosition.of(5, 9)))
                .isEqualTo(LogPosition.of(5, 9).after(0, 5, true));
        assertThat(half.and(LogPosition.of(6, 9))).isEqualTo(LogPosition.of(6, 9));
    }
}
