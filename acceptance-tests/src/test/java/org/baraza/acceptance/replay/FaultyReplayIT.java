package org.baraza.acceptance.replay;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.socket.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The same, while one part after the other is killed with SIGKILL and started again. */
class FaultyReplayIT {

    private static final long SEED = 20_260_102L;
    private static final int LINES = 600;
    /** So many of them are asked who is online. */
    private static final int WATCHERS = 10;

    private static final Duration HEALED = Duration.ofSeconds(60);

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.forLoad();

    @Test
    void nothingAcknowledgedIsLostOrDoubledWhateverIsKilled() {
        List<IrcLog.Line> all = IrcLog.addressedLines();
        List<IrcLog.Line> lines = all.subList(0, Math.min(LINES, all.size()));
        try (Replay replay = new Replay("faults", PLATFORM, lines)) {
            // Given
            replay.gather();

            // When
            replay.sendSomeAway();
            int step = lines.size() / 8;
            CompletableFuture<Void> said = replay.talk();
            killAndRestart(replay, "message-service", step);
            killAndRestart(replay, "kafka", 2 * step);
            if (PLATFORM.platform().database().process().isPresent()) {
                killAndRestart(replay, "database", 3 * step);
            }
            killAndRestart(replay, "redis", 4 * step);
            replay.bringThemBack();
            killAndRestart(replay, "gateway-2", 5 * step);
            Replay.await(said, 240);
            replay.readSome(SEED);

            // Then
            assertThat(replay.people())
                    .allSatisfy(person -> assertThat(person.sockets()).noneMatch(Peer::hasGivenUp));
            await().atMost(HEALED)
                    .untilAsserted(() -> assertThat(replay.people())
                            .allSatisfy(person -> assertThat(person.sockets()).allMatch(Peer::isConnected)));
            Checker checker = new Checker(PLATFORM, replay);
            checker.storedIsWhatWasAcknowledged();
            checker.deliveredIsWhatIsStored(false);
            checker.numbersEqualARecount();
            presenceIsRight(replay);
            replay.progress().summary(checker.deliveryMicros());
        }
    }

    private static void killAndRestart(Replay replay, String name, int afterAcks) {
        replay.progress().awaitAcked(afterAcks);
        PLATFORM.killAndRestart(name, replay.progress()::tell);
    }

    /** Everybody is connected, so all with whom somebody has talked are online for them, on both gateways. */
    private static void presenceIsRight(Replay replay) {
        List<String> asking = replay.people().stream()
                .map(Person::id)
                .distinct()
                .limit(WATCHERS)
                .toList();
        for (int gateway = 0; gateway < 2; gateway++) {
            for (String someone : asking) {
                presenceIsRight(gateway, someone);
            }
        }
    }

    private static void presenceIsRight(int gateway, String userId) {
        String token = PLATFORM.community().tokenOf(userId);
        Set<String> expected = new HashSet<>(Set.of(userId));
        new Rest(PLATFORM.gateway(gateway), token)
                .read("/messages/contacts")
                .path("userIds")
                .forEach(contact -> expected.add(contact.asText()));
        try (Peer watcher = Peer.connect(PLATFORM.gateway(gateway), token)) {
            await().atMost(HEALED).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                int before = watcher.received("online:users-list").size();
                watcher.emit("online:get-users");
                await().untilAsserted(() ->
                        assertThat(watcher.received("online:users-list")).hasSizeGreaterThan(before));
                List<Object> online = watcher.received("online:users-list")
                        .get(before)
                        .body()
                        .getJSONArray("userIds")
                        .toList();
                assertThat(online).hasSizeGreaterThan(1).hasSameElementsAs(expected);
            });
        }
    }
}
