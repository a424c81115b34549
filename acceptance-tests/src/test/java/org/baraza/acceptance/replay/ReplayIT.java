package org.baraza.acceptance.replay;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.baraza.acceptance.platform.RunningPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything that people of a real chat said to each other, on a platform where nothing goes wrong. */
class ReplayIT {

    private static final long SEED = 20_260_101L;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.forLoad();

    @Test
    void everythingAcknowledgedIsStoredDeliveredAndCounted() {
        List<IrcLog.Line> lines = IrcLog.addressedLines();
        try (Replay replay = new Replay("replay", PLATFORM, lines)) {
            // Given
            replay.gather();

            // When
            replay.sendSomeAway();
            CompletableFuture<Void> said = replay.talk();
            replay.bringThemBackAfter(lines.size() / 2);
            Replay.await(said, 300);
            replay.readSome(SEED);

            // Then
            Checker checker = new Checker(PLATFORM, replay);
            checker.storedIsWhatWasAcknowledged();
            checker.deliveredIsWhatIsStored(true);
            checker.numbersEqualARecount();
            replay.progress().summary(checker.deliveryMicros());
        }
    }
}
