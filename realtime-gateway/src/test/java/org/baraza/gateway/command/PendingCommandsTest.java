package org.baraza.gateway.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.Refusal;
import org.baraza.rest.ProblemException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PendingCommandsTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final PendingCommands pending = new PendingCommands(Duration.ofSeconds(15), 2, nanos::get, registry);

    @Test
    void knowWhoWaitsHere() {
        // Given
        pending.await("c1", "amina");

        // Then
        assertThat(pending.whoAwaits("c1")).contains("amina");
        assertThat(pending.whoAwaits("another gateway's")).isEmpty();
    }

    @Test
    void giveTheEventToWhoWaitsForIt() {
        // Given
        CompletableFuture<MessageEvent> answer = pending.await("c1", "amina");
        CompletableFuture<MessageEvent> other = pending.await("c2", "amina");
        MessageEvent event = event("c1");
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(40));

        // When
        pending.complete(event);

        // Then
        assertThat(answer).isCompletedWithValue(event);
        assertThat(other).isNotDone();
        assertThat(registry.get("baraza.gateway.commands.pending").gauge().value())
                .isEqualTo(1);
        assertThat(registry.get("baraza.gateway.command.latency").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(40);
    }

    @Test
    void passOverWhatNobodyWaitsFor() {
        // Given
        CompletableFuture<MessageEvent> answer = pending.await("c1", "amina");
        pending.complete(event("c1"));

        // When
        pending.complete(event("c1"));
        pending.complete(event("another gateway's"));

        // Then
        assertThat(answer).isCompleted();
        assertThat(registry.get("baraza.gateway.command.latency").timer().count())
                .isEqualTo(1);
    }

    @Test
    void sayAfterATimeThatTheOutcomeIsUnknown() {
        // Given
        CompletableFuture<MessageEvent> old = pending.await("c1", "amina");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
        CompletableFuture<MessageEvent> young = pending.await("c2", "amina");

        // When
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5) + 1);
        pending.expire();

        // Then
        assertThat(young).isNotDone();
        assertProblem(old, "OUTCOME_UNKNOWN");
    }

    @Test
    void waitForTheWholeTime() {
        // Given
        CompletableFuture<MessageEvent> answer = pending.await("c1", "amina");

        // When
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(15));
        pending.expire();

        // Then
        assertThat(answer).isNotDone();
    }

    @Test
    void areBounded() {
        // Given
        pending.await("c1", "amina");
        pending.await("c2", "amina");

        // Then
        assertThatThrownBy(() -> pending.await("c3", "amina")).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(503);
            assertThat(e.problem().code()).isEqualTo("OVERLOADED");
            assertThat(e.retryAfter()).isPositive();
        });
        pending.complete(event("c1"));
        assertThat(pending.await("c3", "amina")).isNotDone();
    }

    @Test
    void canFailOneByOne() {
        // Given
        CompletableFuture<MessageEvent> answer = pending.await("c1", "amina");
        CompletableFuture<MessageEvent> other = pending.await("c2", "amina");

        // When
        pending.fail("c1", PendingCommands.outcomeUnknown());
        pending.fail("nobody's", PendingCommands.outcomeUnknown());

        // Then
        assertProblem(answer, "OUTCOME_UNKNOWN");
        assertThat(other).isNotDone();
    }

    @Test
    void areAllAnsweredBeforeTheEndAndNoMoreAreTaken() throws Exception {
        // Given
        pending.await("c1", "amina");
        pending.complete(event("c1"));

        // When
        pending.close(Duration.ofSeconds(15));

        // Then
        assertThatThrownBy(() -> pending.await("c2", "amina"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("NOT_SERVING"));
        assertThat(pending.whoAwaits("c2")).isEmpty();
    }

    private static MessageEvent event(String commandId) {
        return new CommandRefused(commandId, "dm.a.b", "a", Refusal.RECEIVER_UNKNOWN, "?");
    }

    private static void assertProblem(CompletableFuture<?> answer, String code) {
        CompletionException failure = catchThrowableOfType(CompletionException.class, answer::join);
        assertThat(failure.getCause())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }
}
