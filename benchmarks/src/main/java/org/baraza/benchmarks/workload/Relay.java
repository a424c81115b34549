package org.baraza.benchmarks.workload;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.baraza.benchmarks.client.ClientSocket;
import org.baraza.benchmarks.client.LoadClient;
import org.baraza.benchmarks.contender.Contender;
import org.baraza.benchmarks.contender.Members;
import org.baraza.benchmarks.load.OpenLoop;
import org.baraza.benchmarks.load.Payload;
import org.baraza.contracts.ConversationId;

/**
 * From one socket to another without the database: somebody types. Both sides pass it through Redis, so that it reaches
 * sockets on every node.
 *
 * @param perSecond events a second
 * @param seconds for how long
 */
public record Relay(int perSecond, int seconds) implements Workload {

    /** So many that nobody types more often than one person may. */
    private static final int PAIRS = 2_500;

    private static final int IN_FLIGHT = 32;
    private static final int WARM_UP_SECONDS = 25;
    private static final Duration SETTLE = Duration.ofSeconds(1);

    @Override
    public String id() {
        return "relay";
    }

    @Override
    public String description() {
        return String.format("typing among %,d pairs, %,d events a second", PAIRS, perSecond);
    }

    @Override
    public List<Figure> run(Contender side, Members members, Consumer<String> progress) throws InterruptedException {
        AtomicInteger delivered = new AtomicInteger();
        try (LoadClient client = new LoadClient(side.url(), (socket, frame) -> {
            if (Payload.isEvent("typing", frame)) {
                delivered.incrementAndGet();
            }
        })) {
            List<ClientSocket> sockets = client.connect(members.ids(2 * PAIRS), side::tokenOf, IN_FLIGHT);
            round(client, sockets, WARM_UP_SECONDS);
            TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
            delivered.set(0);
            ProcessorTime time = ProcessorTime.from(side);
            round(client, sockets, seconds);
            TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
            ProcessorTime.Spent spent = time.spentOn(delivered.get());
            progress.accept(spent.text("delivery"));
            return List.of(
                    new Figure("server CPU a delivery", spent.micros(), "µs", true),
                    new Figure("delivered", 100.0 * delivered.get() / (perSecond * seconds), "%", false));
        }
    }

    /** Everybody types and stops in turns, so that each event is a change. */
    private void round(LoadClient client, List<ClientSocket> sockets, int length) {
        new OpenLoop(perSecond, perSecond * length)
                .run((number, due) -> client.run(() -> {
                    ClientSocket sender = sockets.get(2 * (number % PAIRS));
                    String receiverId = sockets.get(2 * (number % PAIRS) + 1).userId();
                    String event = number / PAIRS % 2 == 0 ? "typing:start" : "typing:stop";
                    String conversationId =
                            ConversationId.direct(sender.userId(), receiverId).value();
                    sender.emit(
                            event,
                            "{\"conversationId\":\"" + conversationId + "\",\"receiverId\":\"" + receiverId + "\"}");
                }));
    }
}
