package org.baraza.acceptance.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.socket.Peer;
import org.baraza.local.process.ManagedProcess;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures and prints; judges nothing but that every message was acknowledged. Latency counts from the moment at which a
 * send was due, not from when it was made. The load runs on the machine of the platform.
 */
class LoadReportIT {

    private static final int PEOPLE = 20;
    private static final int[] RATES = {10, 100};
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("load.warm-up.seconds", 30));
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("load.measured.seconds", 10));
    private static final int IN_FLIGHT = 1_000;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.forLoad();

    private final List<String> people =
            IntStream.range(0, PEOPLE).mapToObj(i -> "person" + i).toList();

    @Test
    void tellsTheLatencyOfACalmPlatformAndTheRateOfABusyOne() {
        // Given
        PLATFORM.community().join(people);
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            peers.add(Peer.connect(PLATFORM.gateway(i % 2), PLATFORM.community().tokenOf(people.get(i))));
        }

        // When
        saturate(peers, WARM_UP);
        for (int rate : RATES) {
            Map<String, Duration> before = cpu();
            Histogram calm = pace(peers, rate);
            Map<String, Duration> after = cpu();
            print(
                    "at %d messages/s: ack p50 %.1f ms, p99 %.1f ms, max %.1f ms",
                    rate, ms(calm, 50), ms(calm, 99), ms(calm, 100));
            printCpu(before, after, rate * MEASURED.toSeconds());
        }
        Map<String, Duration> before = cpu();
        long sent = saturate(peers, MEASURED);
        Map<String, Duration> after = cpu();

        // Then
        print("busy, %d under way: %.0f messages/s", IN_FLIGHT, sent / (double) MEASURED.toSeconds());
        printCpu(before, after, sent);
        peers.forEach(Peer::close);
    }

    private Histogram pace(List<Peer> peers, int rate) {
        Histogram micros = new ConcurrentHistogram(3);
        List<CompletableFuture<?>> acks = new ArrayList<>();
        long start = System.nanoTime();
        long interval = TimeUnit.SECONDS.toNanos(1) / rate;
        for (int i = 0; i < rate * MEASURED.toSeconds(); i++) {
            long due = start + i * interval;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            acks.add(send(peers, i).thenAccept(ack -> {
                assertThat(ack.has("id")).isTrue();
                micros.recordValue((System.nanoTime() - due) / 1_000);
            }));
        }
        CompletableFuture.allOf(acks.toArray(CompletableFuture[]::new)).join();
        return micros;
    }

    /** @return how many were acknowledged within the time */
    private long saturate(List<Peer> peers, Duration time) {
        Semaphore free = new Semaphore(IN_FLIGHT);
        AtomicLong acked = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            free.acquireUninterruptibly();
            send(peers, i).whenComplete((ack, failure) -> {
                free.release();
                boolean good = failure == null && ack.has("id");
                (good ? acked : refused).incrementAndGet();
            });
        }
        long inTime = acked.get();
        free.acquireUninterruptibly(IN_FLIGHT);
        assertThat(refused).hasValue(0);
        return inTime;
    }

    private CompletableFuture<JSONObject> send(List<Peer> peers, int i) {
        int from = i % PEOPLE;
        int to = (from + 1 + i / PEOPLE % (PEOPLE - 1)) % PEOPLE;
        return peers.get(from).send(people.get(to), UUID.randomUUID().toString(), "message number " + i);
    }

    private static Map<String, Duration> cpu() {
        Map<String, Duration> times = new LinkedHashMap<>();
        for (ManagedProcess process : PLATFORM.platform().processes()) {
            times.put(process.name(), process.cpuTime().orElse(Duration.ZERO));
        }
        return times;
    }

    private static void printCpu(Map<String, Duration> from, Map<String, Duration> to, long messages) {
        to.forEach((name, time) -> print(
                "    %-22s %6.0f µs CPU a message",
                name, time.minus(from.get(name)).toNanos() / 1_000.0 / messages));
    }

    private static double ms(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, "[load] " + format + "%n", values);
    }
}
