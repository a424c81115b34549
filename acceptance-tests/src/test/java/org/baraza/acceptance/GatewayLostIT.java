package org.baraza.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.crowd.Copy;
import org.baraza.acceptance.crowd.Crowd;
import org.baraza.acceptance.crowd.Device;
import org.baraza.acceptance.crowd.Traffic;
import org.baraza.acceptance.platform.Metrics;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.platform.TcpBalancer;
import org.baraza.contracts.ConversationId;
import org.baraza.local.process.ManagedProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One of three gateways is lost to its clients, while people write to each other: killed, or behind a network that swallows
 * everything and closes nothing. A third of the people have two devices. All clients come back as the website does, through a
 * balancer, and end with what REST tells.
 */
class GatewayLostIT {

    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(6);
    private static final Duration PING_INTERVAL = Duration.ofSeconds(8);
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(4);
    /** A sweep, the way to the watchers, a machine with other things to do. */
    private static final Duration NOTICE = Duration.ofSeconds(5);

    private static final Duration BACK = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final int GATEWAY = 1;
    private static final String PROCESS = "gateway-" + (GATEWAY + 1);
    private static final int WATCHERS = 6;
    /** Of those with one device: who does not come back if theirs is lost, and as many who do. */
    private static final int LEAVING = 60;

    private static final int MESSAGES_PER_SECOND = 60;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.with(options -> options.withGateways(3)
            .withEnvironment(
                    "realtime-gateway",
                    Map.of(
                            "GATEWAY_PRESENCE_LEASE", LEASE.toString(),
                            "GATEWAY_PRESENCE_RENEWAL", "5s",
                            "GATEWAY_PRESENCE_OFFLINE_GRACE", GRACE.toString(),
                            "GATEWAY_SOCKETS_PING_INTERVAL", PING_INTERVAL.toString(),
                            "GATEWAY_SOCKETS_PING_TIMEOUT", PING_TIMEOUT.toString())));

    private final String test = UUID.randomUUID().toString().substring(0, 8);
    private final TcpBalancer balancer =
            TcpBalancer.inFrontOf(PLATFORM.gateway(0), PLATFORM.gateway(1), PLATFORM.gateway(2));
    private final Crowd crowd = Crowd.at(balancer.origin());
    private List<String> people;
    private Map<String, List<Device>> devices;

    @AfterEach
    void close() {
        crowd.close();
        balancer.close();
    }

    @Test
    void afterAKillAllAreBackAndEqualAndWhoIsGoneIsOfflineWithinTheLease() {
        // Given
        connect(2_000, 3_000);
        ManagedProcess gateway = PLATFORM.platform().process(PROCESS);
        try (Traffic traffic = Traffic.among(pairs(), MESSAGES_PER_SECOND)) {
            await().until(() -> copied() > MESSAGES_PER_SECOND);

            // When
            long lost = System.nanoTime();
            gateway.kill();

            // Then
            await().until(() -> connected() <= 2_100);
            verify(traffic, lost, LEASE);
        } finally {
            gateway.restart();
        }
    }

    @Test
    void afterTheNetworkVanishedBothEndsNoticeAllAreBackAndEqualAndWhoIsGoneIsOffline() {
        // Given
        connect(600, 900);
        long timedOut = timedOut();
        try (Traffic traffic = Traffic.among(pairs(), MESSAGES_PER_SECOND)) {
            await().until(() -> copied() > MESSAGES_PER_SECOND);

            // When
            long lost = System.nanoTime();
            long sockets = balancer.loseNetworkOf(GATEWAY);

            // Then
            assertThat(sockets).isBetween(250L, 350L);
            await().atMost(PING_INTERVAL.plus(PING_TIMEOUT).plus(NOTICE))
                    .untilAsserted(() -> assertThat(timedOut() - timedOut).isEqualTo(sockets));
            await().atMost(PING_INTERVAL.plus(PING_TIMEOUT).plus(NOTICE))
                    .until(() -> crowd.devices().stream()
                                    .filter(device -> device.connections() > 1 || !device.isConnected())
                                    .count()
                            == sockets);
            verify(traffic, lost, PING_INTERVAL.plus(PING_TIMEOUT).plus(GRACE));
        }
    }

    /**
     * @param lost when the gateway was, on this machine's monotonic clock
     * @param offlineAfter when at the latest those are told offline who have not come back
     */
    private void verify(Traffic traffic, long lost, Duration offlineAfter) {
        Set<String> candidates = Set.copyOf(leaving());
        List<Device> coming = crowd.devices().stream()
                .filter(device -> !candidates.contains(device.userId()))
                .toList();
        await().atMost(left(lost, BACK)).untilAsserted(() -> assertThat(coming).allMatch(Device::isConnected));
        await().atMost(SETTLED).untilAsserted(() -> assertThat(coming).allMatch(Device::isInSync));
        List<Device> watchers =
                watchers().filter(device -> device.connections() == 1).toList();
        Set<String> gone = candidates.stream()
                .filter(person -> !devices.get(person).get(0).isConnected())
                .collect(Collectors.toSet());
        assertThat(gone).isNotEmpty();
        assertThat(watchers).isNotEmpty();

        await().atMost(SETTLED)
                .untilAsserted(() -> assertThat(watchers)
                        .allSatisfy(watcher ->
                                assertThat(told(watcher, lost)).containsOnlyKeys(gone.toArray(String[]::new))));
        assertThat(watchers)
                .flatExtracting(Device::statuses)
                .filteredOn(status -> gone.contains(status.userId()) && status.atNanos() >= lost)
                .allSatisfy(status -> assertThat(status.atNanos() - lost)
                        .isLessThan(offlineAfter.plus(NOTICE).toNanos()));

        assertThat(traffic.stop(SETTLED.toSeconds())).isPositive();
        Set<String> there = new HashSet<>(watched());
        there.removeAll(gone);
        assertThat(watchers).allSatisfy(watcher -> {
            assertThat(told(watcher, lost)).containsOnlyKeys(gone.toArray(String[]::new));
            assertThat(told(watcher, lost).values()).containsOnly(List.of(false));
            assertThat(watchedOnline(watcher)).isEqualTo(there);
        });
        assertThat(crowd.devices()).noneMatch(Device::hasGivenUp);
        everybodysCopyIsWhatRestTells(gone);
    }

    private void everybodysCopyIsWhatRestTells(Set<String> gone) {
        for (int i = 0; i < people.size(); i += 2) {
            String one = people.get(i);
            String other = people.get(i + 1);
            String id = ConversationId.direct(one, other).value();
            Map<Long, Copy.Shown> stored = stored(one, id);
            await().atMost(SETTLED)
                    .untilAsserted(() -> assertThat(Stream.of(one, other)
                                    .filter(person -> !gone.contains(person))
                                    .map(devices::get)
                                    .flatMap(Collection::stream))
                            .allSatisfy(
                                    device -> assertThat(device.copy().of(id)).isEqualTo(stored)));
        }
    }

    private Map<Long, Copy.Shown> stored(String person, String conversationId) {
        JsonNode page = new Rest(PLATFORM.gateway(0), PLATFORM.community().tokenOf(person))
                .read("/messages/conversations/" + conversationId + "?limit=100");
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

    /** @param sockets more than there are people: the first people have two */
    private void connect(int count, int sockets) {
        people = IntStream.range(0, count).mapToObj(i -> "p" + i + '-' + test).toList();
        PLATFORM.community().join(people);
        List<String> owners = new ArrayList<>(people);
        owners.addAll(people.subList(0, sockets - count));
        people.parallelStream().forEach(PLATFORM.community()::tokenOf);
        devices = crowd.connect(owners, PLATFORM.community()::tokenOf).stream()
                .collect(Collectors.groupingBy(Device::userId));
        watchers()
                .forEach(watcher -> CompletableFuture.allOf(watched().stream()
                                .map(person ->
                                        watcher.send(person, UUID.randomUUID().toString(), "are you there?"))
                                .toArray(CompletableFuture[]::new))
                        .join());
        await().atMost(SETTLED)
                .untilAsserted(() -> assertThat(watchers())
                        .allSatisfy(
                                watcher -> assertThat(watchedOnline(watcher)).hasSize(2 * LEAVING)));
        watchers().forEach(Device::watch);
        leaving().forEach(person -> devices.get(person).forEach(Device::stayAway));
    }

    /** People with two devices, which as a rule are connected to two gateways. */
    private Stream<Device> watchers() {
        return people.subList(0, WATCHERS).stream().flatMap(person -> devices.get(person).stream());
    }

    private List<String> watched() {
        return people.subList(people.size() - 2 * LEAVING, people.size());
    }

    private List<String> leaving() {
        return people.subList(people.size() - LEAVING, people.size());
    }

    /** Who may leave writes nothing, since nobody would see it acknowledged. */
    private List<Traffic.Pair> pairs() {
        return IntStream.range(0, (people.size() - LEAVING) / 2)
                .mapToObj(i -> new Traffic.Pair(devices.get(people.get(2 * i)), devices.get(people.get(2 * i + 1))))
                .toList();
    }

    private long connected() {
        return crowd.devices().stream().filter(Device::isConnected).count();
    }

    private long copied() {
        return IntStream.range(0, people.size() / 2)
                .mapToLong(i -> devices.get(people.get(2 * i))
                        .get(0)
                        .copy()
                        .of(ConversationId.direct(people.get(2 * i), people.get(2 * i + 1))
                                .value())
                        .size())
                .sum();
    }

    private Set<String> watchedOnline(Device watcher) {
        JsonNode answer = watcher.command("online", "online:get-users", null).join();
        return StreamSupport.stream(answer.get("userIds").spliterator(), false)
                .map(JsonNode::asText)
                .filter(watched()::contains)
                .collect(Collectors.toSet());
    }

    /** What a watcher was told of those it watches since then. */
    private Map<String, List<Boolean>> told(Device watcher, long since) {
        return watcher.statuses().stream()
                .filter(status -> status.atNanos() >= since && watched().contains(status.userId()))
                .collect(Collectors.groupingBy(
                        Device.Status::userId, Collectors.mapping(Device.Status::isOnline, Collectors.toList())));
    }

    private static long timedOut() {
        return Metrics.closedSockets(PLATFORM.platform(), PROCESS, "PING_TIMEOUT");
    }

    private static Duration left(long since, Duration bound) {
        Duration left = bound.minusNanos(System.nanoTime() - since);
        return left.isNegative() ? Duration.ofMillis(1) : left;
    }
}
