package org.baraza.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import org.baraza.benchmarks.client.ClientSocket;
import org.baraza.benchmarks.client.LoadClient;
import org.baraza.benchmarks.contender.Contender;
import org.baraza.benchmarks.contender.Members;
import org.baraza.benchmarks.load.Accounts;
import org.baraza.benchmarks.load.OpenLoop;
import org.baraza.benchmarks.load.Payload;

/**
 * One message to many sockets, after it is stored: Baraza's gateway is given the event of a stored broadcast through Kafka,
 * the old design emits to a room through its Redis adapter. The figure is what delivery costs. Baraza's other services keep
 * the broadcast in their stores at the same time, for lists, counts and pushes, which the old design's server does not: what
 * both together cost is said beside it.
 *
 * @param id short name
 * @param room whom the messages are for
 * @param recipients how many sockets are open, all of the room
 * @param burst how many messages come together
 * @param burstsPerSecond how often
 * @param bursts how many bursts are measured
 */
public record FanOut(String id, Contender.Room room, int recipients, int burst, double burstsPerSecond, int bursts)
        implements Workload {

    private static final int LENGTH = 200;
    private static final int IN_FLIGHT = 64;
    /** The compilers of a virtual machine are at work first. */
    private static final double WARM_UP_SECONDS = 25;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Override
    public String description() {
        return String.format(
                "%s of %,d sockets, %s, %.1f a second",
                room == Contender.Room.CHAPTER ? "a chapter" : "everybody, in all",
                recipients,
                burst == 1 ? "single messages" : "bursts of " + burst,
                burstsPerSecond);
    }

    @Override
    public List<Figure> run(Contender side, Members members, Consumer<String> progress) throws InterruptedException {
        AtomicReference<Accounts> accounts = new AtomicReference<>();
        try (LoadClient client = new LoadClient(side.url(), (socket, frame) -> count(accounts.get(), frame))) {
            List<ClientSocket> sockets = client.connect(members.ids(recipients), side::tokenOf, IN_FLIGHT);
            round(side, client, sockets.get(0), accounts, (int) (WARM_UP_SECONDS * burstsPerSecond));
            ProcessorTime time = ProcessorTime.from(side);
            Accounts.Outcome outcome = round(side, client, sockets.get(0), accounts, bursts);
            ProcessorTime.Spent spent = time.spentOn(outcome.deliveries());
            progress.accept(spent.text("delivery"));
            return List.of(
                    new Figure("server CPU a delivery", spent.microsOf(side.deliveryProcesses()), "µs", true),
                    new Figure("with what is stored of it meanwhile", spent.micros(), "µs", true),
                    new Figure("delivery p50", outcome.latencyMillis(50), "ms", true),
                    new Figure("delivery p99", outcome.latencyMillis(99), "ms", true),
                    new Figure("lost and doubled", outcome.lost() + outcome.doubled(), "", true));
        }
    }

    /** So many bursts, each accounted for. */
    Accounts.Outcome round(
            Contender side, LoadClient client, ClientSocket sender, AtomicReference<Accounts> accounts, int count)
            throws InterruptedException {
        Accounts round = new Accounts(count * burst, recipients);
        accounts.set(round);
        new OpenLoop(burstsPerSecond, count).run((number, due) -> {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < burst; i++) {
                round.sent(number * burst + i, due);
                texts.add(new Payload(number * burst + i).text(LENGTH));
            }
            if (side.takesOrdersFromASocket()) {
                client.run(() -> side.fanOut(room, texts, sender));
            } else {
                side.fanOut(room, texts, sender);
            }
        });
        round.awaitAll(PATIENCE_NANOS);
        return round.outcome();
    }

    /** What comes to one of the recipients. */
    static void count(Accounts accounts, ByteBuf frame) {
        int number = Payload.numberIn("message:broadcast", frame);
        if (accounts != null && number >= 0) {
            accounts.delivered(number);
        }
    }
}
