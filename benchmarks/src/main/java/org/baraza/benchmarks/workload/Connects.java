package org.baraza.benchmarks.workload;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.baraza.benchmarks.client.LoadClient;
import org.baraza.benchmarks.contender.Contender;
import org.baraza.benchmarks.contender.Members;

/**
 * A storm of people who connect with their tokens, and what their sockets cost while nobody says anything.
 *
 * @param sockets how many
 */
public record Connects(int sockets) implements Workload {

    private static final int IN_FLIGHT = 64;
    private static final int WARM_UP = 2_000;
    /** The compilers of a virtual machine are at work first. */
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final Duration SETTLE = Duration.ofSeconds(3);

    @Override
    public String id() {
        return "connects";
    }

    @Override
    public String description() {
        return String.format("%,d people connect, %d at a time, and stay idle", sockets, IN_FLIGHT);
    }

    @Override
    public List<Figure> run(Contender side, Members members, Consumer<String> progress) throws InterruptedException {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() - warm < 0) {
            connectAndLeave(side, members);
        }
        TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
        long before = side.residentBytes();
        ProcessorTime time = ProcessorTime.from(side);
        long start = System.nanoTime();
        try (LoadClient client = new LoadClient(side.url(), (socket, frame) -> {})) {
            client.connect(members.ids(sockets), side::tokenOf, IN_FLIGHT);
            double seconds = (System.nanoTime() - start) / 1e9;
            ProcessorTime.Spent spent = time.spentOn(sockets);
            progress.accept(spent.text("connect"));
            TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
            long after = side.residentBytes();
            return List.of(
                    new Figure("connects", sockets / seconds, "/s", false),
                    new Figure("server CPU a connect", spent.micros(), "µs", true),
                    new Figure("memory an idle socket", (after - before) / 1024.0 / sockets, "KiB", true));
        }
    }

    private static void connectAndLeave(Contender side, Members members) throws InterruptedException {
        try (LoadClient client = new LoadClient(side.url(), (socket, frame) -> {})) {
            client.connect(members.ids(WARM_UP), side::tokenOf, IN_FLIGHT);
        }
    }
}
