package org.baraza.message.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import org.baraza.store.StoreUnavailableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TurnsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<CompletableFuture<Integer>> begun = new ArrayList<>();

    @Test
    void soManyAreUnderWayAndTheNextBeginsWhenOneHasEnded() {
        // Given
        Turns turns = new Turns(2, LONG);
        List<CompletableFuture<Integer>> results =
                IntStream.range(0, 4).mapToObj(i -> take(turns)).toList();
        assertThat(begun).hasSize(2);

        // When
        begun.get(1).complete(7);

        // Then
        assertThat(results.get(1)).isCompletedWithValue(7);
        assertThat(begun).hasSize(3);

        // When
        begun.get(0).completeExceptionally(new IllegalStateException("failed"));
        begun.get(2).complete(8);
        begun.get(3).complete(9);

        // Then
        assertThat(results.get(0)).isCompletedExceptionally();
        assertThat(results.get(2)).isCompletedWithValue(8);
        assertThat(results.get(3)).isCompletedWithValue(9);
    }

    @Test
    void whoWaitsTooLongFailsAndTakesNobodysTurn() {
        // Given
        Turns turns = new Turns(1, Duration.ofMillis(20));
        take(turns);
        CompletableFuture<Integer> late = take(turns);

        // When
        assertThatThrownBy(late::join).hasCauseInstanceOf(StoreUnavailableException.class);
        begun.get(0).complete(1);
        take(turns);

        // Then
        assertThat(begun).hasSize(2);
    }

    @Test
    void workThatFailsAtOnceLeavesItsTurnToOthers() {
        // Given
        Turns turns = new Turns(1, LONG);

        // When
        CompletableFuture<Integer> failed = turns.<Integer>take(() -> {
                    throw new IllegalStateException("at once");
                })
                .subscribeAsCompletionStage();
        CompletableFuture<Integer> next = take(turns);
        begun.get(0).complete(1);

        // Then
        assertThat(failed).isCompletedExceptionally();
        assertThat(next).isCompletedWithValue(1);
    }

    @Test
    void aResultThatNobodyWantsAnyMoreStillEndsItsTurn() {
        // Given
        Turns turns = new Turns(1, LONG);
        take(turns).cancel(false);
        CompletableFuture<Integer> next = take(turns);

        // When
        begun.get(0).complete(1);
        begun.get(1).complete(2);

        // Then
        assertThat(next).isCompletedWithValue(2);
    }

    private CompletableFuture<Integer> take(Turns turns) {
        return turns.take(() -> {
                    CompletableFuture<Integer> work = new CompletableFuture<>();
                    begun.add(work);
                    return Uni.createFrom().completionStage(work);
                })
                .subscribeAsCompletionStage();
    }
}
