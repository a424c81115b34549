package org.baraza.acceptance.lost;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.core.ConditionFactory;
import org.baraza.acceptance.crowd.Copy;
import org.baraza.acceptance.crowd.Device;
import org.baraza.acceptance.crowd.Traffic;
import org.baraza.acceptance.platform.Community;
import org.baraza.acceptance.platform.Rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What must hold after a gateway was lost: everybody is back and holds everything, and presence tells the truth once. */
final class Aftermath {

    /** All clients are back and have synced. Prints how long it took. */
    private static final Duration BACK = Duration.ofSeconds(30);

    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Town town;
    private final long lost;
    private final String name;

    /** @param lost when the gateway was, on this machine's monotonic clock */
    Aftermath(String name, Town town, long lost) {
        this.name = name;
        this.town = town;
        this.lost = lost;
    }

    void everybodyIsBackAndHasSynced() {
        List<Device> coming = town.coming();
        await().atMost(left()).untilAsserted(() -> assertThat(coming).allMatch(Device::isConnected));
        print("all are back");
        await().atMost(left()).untilAsserted(() -> assertThat(coming).allMatch(Device::isInSync));
        print("all have synced");
    }

    /**
     * Each watcher who stayed is told of everybody who is gone, once and in time, and of nobody else.
     *
     * @param traffic ends here, with everything acknowledged
     */
    void whoIsGoneIsOfflineAndNobodyElseFlickers(Traffic traffic, Duration offlineAfter) {
        List<Device> watchers =
                town.watchers().filter(device -> device.connections() == 1).toList();
        Set<String> gone = town.gone();
        assertThat(gone).isNotEmpty();
        assertThat(watchers).isNotEmpty();
        await().atMost(SETTLED)
                .untilAsserted(() -> assertThat(watchers)
                        .allSatisfy(watcher ->
                                assertThat(town.told(watcher, lost)).containsOnlyKeys(gone.toArray(String[]::new))));
        assertThat(watchers)
                .flatExtracting(Device::statuses)
                .filteredOn(status -> gone.contains(status.userId()) && status.atNanos() >= lost)
                .allSatisfy(status -> assertThat(status.atNanos() - lost)
                        .isLessThan(offlineAfter.plus(Timing.NOTICE).toNanos()));

        assertThat(traffic.stop(SETTLED.toSeconds())).isPositive();
        Set<String> there = new HashSet<>(town.watched());
        there.removeAll(gone);
        assertThat(watchers).allSatisfy(watcher -> {
            assertThat(town.told(watcher, lost)).containsOnlyKeys(gone.toArray(String[]::new));
            assertThat(town.told(watcher, lost).values()).containsOnly(List.of(false));
            assertThat(town.watchedOnline(watcher)).isEqualTo(there);
        });
        assertThat(town.devices()).noneMatch(Device::hasGivenUp);
    }

    /** Those who were concerned and those who stayed hold the same, which is what is stored. */
    void everybodysCopyIsWhatRestTells(String gateway, Community community) {
        Set<String> gone = town.gone();
        ConditionFactory atOnce = await().atMost(SETTLED).pollDelay(Duration.ZERO);
        town.pairs().forEach(pair -> {
            Map<Long, Copy.Shown> stored =
                    stored(new Rest(gateway, community.tokenOf(pair.one())), pair.conversationId());
            atOnce.untilAsserted(() -> assertThat(Stream.of(pair.one(), pair.other())
                            .filter(person -> !gone.contains(person))
                            .map(town::devicesOf)
                            .flatMap(Collection::stream))
                    .allSatisfy(device ->
                            assertThat(device.copy().of(pair.conversationId())).isEqualTo(stored)));
        });
        print("all copies are compared");
    }

    private static Map<Long, Copy.Shown> stored(Rest rest, String conversationId) {
        JsonNode page = rest.read("/messages/conversations/" + conversationId + "?limit=100");
        assertThat(page.get("total").asInt()).isLessThanOrEqualTo(100);
        Map<Long, Copy.Shown> stored = new TreeMap<>();
        page.get("messages")
                .forEach(message -> stored.put(
                        message.get("seq").asLong(),
                        new Copy.Shown(
                                message.get("id").asText(),
                                message.get("content").asText(),
                                message.get("rev").asLong())));
        return stored;
    }

    private Duration left() {
        Duration left = BACK.minusNanos(System.nanoTime() - lost);
        return left.isNegative() ? Duration.ofMillis(1) : left;
    }

    private void print(String what) {
        System.out.printf(Locale.ROOT, "[%s] %5.1f s  %s%n", name, (System.nanoTime() - lost) / NANOS_PER_SECOND, what);
    }
}
