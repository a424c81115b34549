package org.baraza.acceptance.everything;

import java.util.List;
import java.util.Map;

import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.replay.IrcLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything that people can do with messages, broadcasts and notifications, and what everybody is shown of it afterwards. */
class EverythingReplayIT {

    private static final long SEED = 20_261_124L;
    private static final int LINES = 1_500;
    private static final int ACTS = 3;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.forLoad()
            .and(options ->
                    options.withEnvironment("message-service", Map.of("MESSAGE_SERVICE_SYNC_RESET_AFTER", "30")));

    @Test
    void everythingThatIsShownIsAsAModelPredictsIt() {
        List<IrcLog.Line> all = IrcLog.addressedLines();
        try (Stage stage = new Stage("everything", PLATFORM, all.subList(0, Math.min(LINES, all.size())), ACTS, SEED)) {
            // Given
            stage.gather();

            // When
            stage.play();

            // Then
            stage.compare();
            assertThat(stage.followers().stream().mapToInt(Follower::resets).sum())
                    .as("copies that were too far behind")
                    .isPositive();
        }
    }
}
