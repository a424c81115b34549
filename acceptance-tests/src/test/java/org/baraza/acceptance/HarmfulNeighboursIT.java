package org.baraza.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.baraza.acceptance.crowd.Crowd;
import org.baraza.acceptance.crowd.Device;
import org.baraza.acceptance.crowd.Silent;
import org.baraza.acceptance.platform.Metrics;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * In a busy chapter one member stops reading and one floods, while a thousand clients connect and never say who they are: each
 * of them meets its documented end, the gateway's memory stays bounded, and the others get everything.
 */
class HarmfulNeighboursIT {

    private static final int MEMBERS = 100;
    private static final int SILENT = 1_000;
    private static final int FLOOD = 3_000;
    private static final int NOT_AUTHENTICATED_IN_TIME = 4001;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** A megabyte for who does not read, a few KiB for each connection, and buffers kept for the next. */
    private static final long BOUND_BYTES = 96L << 20;

    private static final int WARM_UP = 40;
    private static final int MAX_BROADCASTS = 600;
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String PROCESS = "gateway-1";
    private static final Chapter CHAPTER = new Chapter("busy", "Busy", "BUS", "Kenya", "Nairobi");
    /** Three bytes each. */
    private static final String TEXT = "€".repeat(9_000);

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.with(options -> options.withGateways(1));

    private final Crowd neighbours = Crowd.at(PLATFORM.gateway(0));
    private final Crowd offenders = Crowd.at(PLATFORM.gateway(0));
    private final List<String> broadcasts = new ArrayList<>();

    @AfterEach
    void close() {
        offenders.close();
        neighbours.close();
    }

    @Test
    void meetTheirEndsAndNobodyElseMissesAnything() {
        // Given
        List<String> people =
                IntStream.range(0, MEMBERS).mapToObj(i -> "member-" + i).toList();
        PLATFORM.community()
                .joinAs(Stream.concat(Stream.of("admin", "slow", "flooding"), people.stream())
                        .map(HarmfulNeighboursIT::person)
                        .toList());
        neighbours.connect(people, PLATFORM.community()::tokenOf);
        IntStream.range(0, WARM_UP).forEach(i -> broadcast());
        await().atMost(BOUND).untilAsserted(this::everybodyHasEverything);
        long before = bytesOutsideTheHeap();

        // When
        Device slow = offenders
                .connect(List.of("slow"), PLATFORM.community()::tokenOf)
                .get(0);
        Device flooding = offenders
                .connect(List.of("flooding"), PLATFORM.community()::tokenOf)
                .get(0);
        flooding.stayAway();
        slow.stayAway();
        slow.stopReading();
        List<Silent> silent = offenders.openSilent(SILENT);
        long opened = System.nanoTime();
        IntStream.range(0, FLOOD).forEach(i -> flooding.emit("online:get-users", null));
        long most = before;
        while (closed("SLOW_CONSUMER") == 0 && broadcasts.size() < MAX_BROADCASTS) {
            broadcast();
            most = Math.max(most, bytesOutsideTheHeap());
        }

        // Then
        assertThat(closed("SLOW_CONSUMER")).isEqualTo(1);
        await().atMost(BOUND).until(() -> !flooding.isConnected());
        assertThat(closed("TOO_MANY_FRAMES")).isEqualTo(1);
        assertThat(silent.stream().map(Silent::ended).map(CompletableFuture::join))
                .containsOnly(NOT_AUTHENTICATED_IN_TIME);
        assertThat(System.nanoTime() - opened)
                .isLessThan(CONNECT_TIMEOUT.plus(BOUND).toNanos());
        await().atMost(BOUND).untilAsserted(this::everybodyHasEverything);
        assertThat(neighbours.devices()).allMatch(Device::isConnected).allMatch(device -> device.connections() == 1);
        assertThat(Metrics.sum(PLATFORM.platform(), PROCESS, "baraza_gateway_sessions_open"))
                .isEqualTo(MEMBERS);
        most = Math.max(most, bytesOutsideTheHeap());
        System.out.printf(
                "harmful neighbours: %d broadcasts, the gateway's memory outside the heap from %d MiB to %d MiB at most%n",
                broadcasts.size(), before >> 20, most >> 20);
        assertThat(most - before).isLessThan(BOUND_BYTES);
    }

    private void broadcast() {
        Rest.Answer answer = new Rest(PLATFORM.gateway(0), PLATFORM.community().tokenOf("admin"))
                .post(
                        "/messages/broadcast",
                        "{\"title\":\"Busy\",\"content\":\"" + TEXT
                                + "\",\"recipientType\":\"CHAPTER\",\"chapterId\":\"" + CHAPTER.id() + "\"}");
        assertThat(answer.status()).isEqualTo(201);
        broadcasts.add(answer.body().get("conversation").get("id").asText());
    }

    private void everybodyHasEverything() {
        assertThat(neighbours.devices())
                .allSatisfy(device -> assertThat(broadcasts).allMatch(id -> device.broadcasts(id) == 1));
    }

    private static long closed(String reason) {
        return Metrics.closedSockets(PLATFORM.platform(), PROCESS, reason);
    }

    /** The heap is bounded by its own limit; what sockets cost beside it is not. */
    private static long bytesOutsideTheHeap() {
        Path status = Path.of(
                "/proc", Long.toString(PLATFORM.platform().process(PROCESS).pid()), "status");
        try {
            long resident = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElseThrow();
            double heap = Metrics.scrape(PLATFORM.platform(), PROCESS)
                    .lines()
                    .filter(line -> line.startsWith("jvm_memory_committed_bytes{area=\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
            assertThat(heap).isPositive();
            return resident - (long) heap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UserChanged person(String id) {
        AccountType type = id.equals("admin") ? AccountType.SUPER_ADMIN : AccountType.CHAPTER_MEMBER;
        return new UserChanged(id, id, "of the test", id, id, null, null, type, CHAPTER);
    }
}
