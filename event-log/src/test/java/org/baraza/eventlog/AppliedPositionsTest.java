package org.baraza.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AppliedPositionsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final AtomicReference<CompletableFuture<Map<Integer, Long>>> committed =
            new AtomicReference<>(CompletableFuture.completedFuture(Map.of()));
    private final AtomicInteger hurries = new AtomicInteger();
    private final AppliedPositions positions = new AppliedPositions(committed::get, hurries::incrementAndGet);

    @Test
    void whoWaitsIsToldWhenTheEventIsApplied() {
        // Given
        positions.applied(1, 7);
        CompletableFuture<Boolean> waiting = positions.await(1, 7, LONG);
        assertThat(waiting).isNotDone();

        // When
        positions.applied(1, 8);

        // Then
        assertThat(waiting).isCompletedWithValue(true);
    }

    @Test
    void whoWaitsForAPartitionOfThisReaderHurriesItAndNobodyElseDoes() {
        // Given
        positions.applied(1, 7);

        // When
        positions.await(1, 6, LONG);
        positions.await(2, 7, LONG);
        int before = hurries.get();
        positions.await(1, 7, LONG);

        // Then
        assertThat(before).isZero();
        assertThat(hurries).hasValue(1);
        assertThat(positions.isAwaited()).isTrue();

        // When
        positions.applied(1, 8);

        // Then
        assertThat(positions.isAwaited()).isFalse();
    }

    @Test
    void nobodyWaitsForWhatIsAppliedAlready() {
        // Given
        positions.applied(1, 8);

        // Then
        assertThat(positions.await(1, 7, LONG)).isCompletedWithValue(true);
    }

    @Test
    void otherPartitionsDoNotCount() {
        // Given
        positions.applied(1, 1);
        CompletableFuture<Boolean> waiting = positions.await(1, 7, LONG);

        // When
        positions.applied(2, 100);

        // Then
        assertThat(waiting).isNotDone();
    }

    @Test
    void pastTheBoundItIsSaidThatItIsNotApplied() {
        assertThat(positions.await(1, 7, SHORT).join()).isFalse();
    }

    @Test
    void ofPartitionsThatOthersReadTheBrokersKnow() {
        // Given
        committed.set(CompletableFuture.completedFuture(Map.of(3, 8L)));

        // Then
        assertThat(positions.await(3, 7, LONG).join()).isTrue();
    }

    @Test
    void theBrokersAreAskedAgainUntilTheySaySo() {
        // Given
        committed.set(CompletableFuture.failedFuture(new IllegalStateException("away")));
        CompletableFuture<Boolean> waiting = positions.await(3, 7, LONG);

        // When
        committed.set(CompletableFuture.completedFuture(Map.of(3, 8L)));

        // Then
        assertThat(waiting.join()).isTrue();
    }

    @Test
    void whatWasAppliedHereSaysNothingOnceOthersReadThePartition() {
        // Given
        positions.applied(1, 8);

        // When
        positions.lost(List.of(1));

        // Then
        assertThat(positions.await(1, 7, SHORT).join()).isFalse();
    }
}
