package org.baraza.acceptance.lost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.crowd.Crowd;
import org.baraza.acceptance.crowd.Device;
import org.baraza.acceptance.crowd.Traffic;
import org.baraza.acceptance.platform.Community;
import org.baraza.contracts.ConversationId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * People in pairs who write to each other, some with two devices. A few watch who comes and goes among the last of them; of
 * those, half do not come back once they have lost their connection.
 */
final class Town {

    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final int WATCHERS = 6;
    /** Of those with one device: who does not come back if theirs is lost, and as many who do. */
    private static final int LEAVING = 60;

    private final Crowd crowd;
    private final List<String> people;
    private final Map<String, List<Device>> devices;

    private Town(Crowd crowd, List<String> people, Map<String, List<Device>> devices) {
        this.crowd = crowd;
        this.people = people;
        this.devices = devices;
    }

    /**
     * Connects everybody, and returns when the watchers know whom they watch.
     *
     * @param sockets more than there are people: the first people have two
     */
    static Town of(Crowd crowd, Community community, int count, int sockets) {
        String name = UUID.randomUUID().toString().substring(0, 8);
        List<String> people =
                IntStream.range(0, count).mapToObj(i -> "p" + i + '-' + name).toList();
        community.join(people);
        List<String> owners = new ArrayList<>(people);
        owners.addAll(people.subList(0, sockets - count));
        people.parallelStream().forEach(community::tokenOf);
        Map<String, List<Device>> devices =
                crowd.connect(owners, community::tokenOf).stream().collect(Collectors.groupingBy(Device::userId));
        Town town = new Town(crowd, people, devices);
        town.watch();
        town.leaving().forEach(person -> devices.get(person).forEach(Device::stayAway));
        return town;
    }

    private void watch() {
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
    }

    /** Everybody's devices but of those who do not come back. */
    List<Device> coming() {
        Set<String> leaving = new HashSet<>(leaving());
        return crowd.devices().stream()
                .filter(device -> !leaving.contains(device.userId()))
                .toList();
    }

    /** Those who have lost their connection and do not come back. */
    Set<String> gone() {
        return leaving().stream()
                .filter(person -> !devices.get(person).get(0).isConnected())
                .collect(Collectors.toSet());
    }

    List<Device> devices() {
        return crowd.devices();
    }

    List<Device> devicesOf(String person) {
        return devices.get(person);
    }

    /** People with two devices, which as a rule are connected to two gateways. */
    Stream<Device> watchers() {
        return people.subList(0, WATCHERS).stream().flatMap(person -> devices.get(person).stream());
    }

    List<String> watched() {
        return people.subList(people.size() - 2 * LEAVING, people.size());
    }

    private List<String> leaving() {
        return people.subList(people.size() - LEAVING, people.size());
    }

    /** Two people who write to each other. */
    record Pair(String one, String other) {

        String conversationId() {
            return ConversationId.direct(one, other).value();
        }
    }

    Stream<Pair> pairs() {
        return IntStream.range(0, people.size() / 2).mapToObj(i -> new Pair(people.get(2 * i), people.get(2 * i + 1)));
    }

    /** Everybody talks; but who may leave writes nothing, since nobody would see it acknowledged. */
    Traffic talk(int messagesPerSecond) {
        return Traffic.among(
                pairs().limit((people.size() - LEAVING) / 2)
                        .map(pair -> new Traffic.Pair(devices.get(pair.one()), devices.get(pair.other())))
                        .toList(),
                messagesPerSecond);
    }

    /** How many messages have come back to the pairs' first devices. */
    long copied() {
        return pairs().mapToLong(pair -> devices.get(pair.one())
                        .get(0)
                        .copy()
                        .of(pair.conversationId())
                        .size())
                .sum();
    }

    /** Whom of the watched a watcher is told to be online when it asks. */
    Set<String> watchedOnline(Device watcher) {
        JsonNode answer = watcher.command("online", "online:get-users", null).join();
        return StreamSupport.stream(answer.get("userIds").spliterator(), false)
                .map(JsonNode::asText)
                .filter(watched()::contains)
                .collect(Collectors.toSet());
    }

    /** What a watcher was told of those it watches since then. */
    Map<String, List<Boolean>> told(Device watcher, long since) {
        return watcher.statuses().stream()
                .filter(status -> status.atNanos() >= since && watched().contains(status.userId()))
                .collect(Collectors.groupingBy(
                        Device.Status::userId, Collectors.mapping(Device.Status::isOnline, Collectors.toList())));
    }
}
