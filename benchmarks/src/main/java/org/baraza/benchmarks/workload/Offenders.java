package org.baraza.benchmarks.workload;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.baraza.benchmarks.client.ClientSocket;
import org.baraza.benchmarks.client.LoadClient;
import org.baraza.benchmarks.contender.Contender;
import org.baraza.benchmarks.contender.Members;

/**
 * Clients that harm, on an event loop of their own: a member of the chapter who does not read, one who sends far more events
 * than may be and comes back a second after each end, and many who open a transport and never say who they are, also again and
 * again.
 */
final class Offenders implements AutoCloseable {

    static final int SILENT = 1_000;

    private static final int IN_FLIGHT = 64;
    private static final Duration FLOOD_INTERVAL = Duration.ofMillis(10);
    /** 2,000 a second. */
    private static final int FLOOD_AT_ONCE = 20;

    private static final Duration COMES_BACK_AFTER = Duration.ofSeconds(1);

    private final Contender side;
    private final LoadClient client;
    private final String flooding;
    private final AtomicInteger endedFloods = new AtomicInteger();
    /** On the event loop only; null while it is away. */
    private ClientSocket flood;

    private boolean isComing;
    private volatile boolean isOver;

    private Offenders(Contender side, List<String> members) {
        this.side = side;
        this.client = new LoadClient(side.url(), (socket, frame) -> {});
        this.flooding = members.get(1);
    }

    /** They begin; returns when all are there. */
    static Offenders at(Contender side, Members members) throws InterruptedException {
        Offenders offenders = new Offenders(side, members.ids(2));
        try {
            offenders.begin(members.ids(1));
            return offenders;
        } catch (RuntimeException e) {
            offenders.close();
            throw e;
        }
    }

    /** How often the one who floods was thrown out. */
    int endedFloods() {
        return endedFloods.get();
    }

    @Override
    public void close() {
        isOver = true;
        client.close();
    }

    private void begin(List<String> slow) throws InterruptedException {
        client.connect(slow, side::tokenOf, IN_FLIGHT).forEach(socket -> client.run(socket::stopReading));
        List<String> silent =
                IntStream.range(0, SILENT).mapToObj(i -> "silent-" + i).toList();
        client.connect(silent, userId -> null, IN_FLIGHT).forEach(this::comeBackSilently);
        client.every(COMES_BACK_AFTER, this::comeBackToFlood);
        client.every(FLOOD_INTERVAL, this::flood);
    }

    private void comeBackSilently(ClientSocket socket) {
        socket.closed().thenRun(() -> {
            if (!isOver) {
                client.open(socket.userId(), null).thenAccept(this::comeBackSilently);
            }
        });
    }

    private void comeBackToFlood() {
        if (flood == null && !isComing) {
            isComing = true;
            client.open(flooding, side.tokenOf(flooding)).whenComplete((socket, failure) -> {
                isComing = false;
                flood = socket;
                if (socket != null) {
                    socket.closed().thenRun(this::onEndOfFlood);
                }
            });
        }
    }

    private void onEndOfFlood() {
        flood = null;
        if (!isOver) {
            endedFloods.incrementAndGet();
        }
    }

    private void flood() {
        for (int i = 0; flood != null && i < FLOOD_AT_ONCE; i++) {
            flood.emit("conversation:join", "\"of-the-flood\"");
        }
    }
}
