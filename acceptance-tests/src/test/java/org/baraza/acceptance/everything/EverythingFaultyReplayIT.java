package org.baraza.acceptance.everything;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.replay.IrcLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;

/** The same, while each service and each store is killed with SIGKILL and started again. */
class EverythingFaultyReplayIT {

    private static final long SEED = 20_261_125L;
    private static final int LINES = 500;
    private static final int ACTS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> VICTIMS = List.of(
            "message-service",
            "kafka",
            "conversation-service",
            "database",
            "notification-service",
            "redis",
            "gateway-2");

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.forLoad();

    @Test
    void whatIsShownIsAsTheModelPredictsItWhateverIsKilled() {
        List<IrcLog.Line> all = IrcLog.addressedLines();
        try (Stage stage =
                new Stage("everything, faults", PLATFORM, all.subList(0, Math.min(LINES, all.size())), ACTS, SEED)) {
            // Given
            stage.gather();

            // When
            CompletableFuture<Void> played = CompletableFuture.runAsync(stage::play);
            int step = stage.steps() / (VICTIMS.size() + 3);
            for (int number = 0; number < VICTIMS.size(); number++) {
                awaitSteps(stage, (number + 1) * step, played);
                killAndRestart(stage, VICTIMS.get(number));
            }
            played.join();

            // Then
            stage.compare();
        }
    }

    /** Ends with the failure of the play where there is one. */
    private static void awaitSteps(Stage stage, int count, CompletableFuture<Void> played) {
        await().atMost(PATIENCE)
                .until(() ->
                        played.isCompletedExceptionally() || stage.progress().hasAcked(count));
        if (played.isCompletedExceptionally()) {
            played.join();
        }
    }

    /** A database that is none of the platform's processes is left alone. */
    private static void killAndRestart(Stage stage, String name) {
        boolean isOurs = !name.equals("database")
                || PLATFORM.platform().database().process().isPresent();
        if (isOurs) {
            PLATFORM.killAndRestart(name, stage.progress()::tell);
        }
    }
}
