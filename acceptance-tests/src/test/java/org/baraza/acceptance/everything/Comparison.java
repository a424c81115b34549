package org.baraza.acceptance.everything;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.replay.Progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Holds everything that the platform shows against the model, through each gateway. */
final class Comparison implements AutoCloseable {

    /** Within this everything that was acknowledged has come to everybody. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final int GATEWAYS = 2;
    private static final int AGAIN = 8;
    private static final int AT_ONCE = 6;
    private static final int TOLD = 6;

    private final ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
    private final BiFunction<String, Integer, Rest> restOf;
    private final Progress progress;

    /** @param restOf a person's calls through a gateway, counted from 0 */
    Comparison(BiFunction<String, Integer, Rest> restOf, Progress progress) {
        this.restOf = restOf;
        this.progress = progress;
    }

    /** A check, and where it does not hold. */
    private record Failure(Check check, String difference) {}

    /**
     * Waits until all of it agrees, half of it asked through each gateway; then asks a part again through the other one, where it
     * has to agree at once.
     */
    void awaitAgreement(List<Check> checks) {
        AtomicReference<List<Check>> left = new AtomicReference<>(checks);
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    List<Failure> failures = failures(left.get(), 0);
                    progress.tell(left.get().size() - failures.size() + " of "
                            + left.get().size() + " checks agree");
                    left.set(failures.stream().map(Failure::check).toList());
                    requireNone(failures);
                });
        List<Check> again = checks.stream()
                .filter(check -> Math.floorMod(keyOf(check), AGAIN) == 0)
                .toList();
        requireNone(failures(again, 1));
        progress.tell(again.size() + " checks agree through the other gateway, too");
    }

    private static int keyOf(Check check) {
        return (check.viewer() + check.what()).hashCode() >>> 1;
    }

    private static void requireNone(List<Failure> failures) {
        assertThat(failures.stream().map(Failure::difference).limit(TOLD).toList())
                .as("some of %d differences", failures.size())
                .isEmpty();
    }

    private List<Failure> failures(List<Check> checks, int turn) {
        List<Callable<Optional<Failure>>> work = checks.stream()
                .map(check -> (Callable<Optional<Failure>>) () -> check.difference(
                                restOf.apply(check.viewer(), Math.floorMod(keyOf(check) + turn, GATEWAYS)))
                        .map(difference -> new Failure(check, difference)))
                .toList();
        try {
            return executor.invokeAll(work).stream()
                    .map(Comparison::result)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Failure> result(Future<Optional<Failure>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError("a check came to no result", e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
