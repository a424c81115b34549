package org.baraza.benchmarks.workload;

import java.util.List;
import java.util.UUID;
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
 * Direct messages through everything, majority writes included: from a sender's socket to the receiver's. The rate is raised
 * until the 99th percentile of delivery passes the bound; the highest rate that holds is the figure.
 *
 * @param seconds how long each rate is held
 */
public record DurableDirect(int seconds) implements Workload {

    private static final int PEOPLE = 200;
    private static final int LENGTH = 200;
    private static final int IN_FLIGHT = 32;
    private static final double BOUND_MILLIS = 100;
    private static final int[] RATES = {
        50, 100, 150, 200, 250, 320, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000, 2400
    };
    /** The compilers of seven virtual machines are at work first. */
    private static final int WARM_UP_RATE = 400;

    private static final int WARM_UP_SECONDS = 30;
    private static final int COLD_RATE = 100;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Override
    public String id() {
        return "durable";
    }

    @Override
    public String description() {
        return "direct messages among " + PEOPLE + " people, stored by a majority, delivery p99 at most "
                + (int) BOUND_MILLIS + " ms";
    }

    @Override
    public List<Figure> run(Contender side, Members members, Consumer<String> progress) throws InterruptedException {
        AtomicReference<Accounts> accounts = new AtomicReference<>();
        try (LoadClient client = new LoadClient(side.url(), (socket, frame) -> count(accounts.get(), socket, frame))) {
            List<ClientSocket> sockets = client.connect(members.ids(PEOPLE), side::tokenOf, IN_FLIGHT);
            round(client, sockets, accounts, side.takesOrdersFromASocket() ? COLD_RATE : WARM_UP_RATE, WARM_UP_SECONDS);
            Held best = null;
            for (int rate : RATES) {
                ProcessorTime time = ProcessorTime.from(side);
                Accounts.Outcome outcome = round(client, sockets, accounts, rate, seconds);
                ProcessorTime.Spent spent = time.spentOn(outcome.messages());
                progress.accept(outcome.at(rate));
                progress.accept(spent.text("message"));
                if (!outcome.isClean() || outcome.latencyMillis(99) > BOUND_MILLIS) {
                    break;
                }
                best = new Held(rate, outcome, spent.micros());
            }
            return best == null ? List.of(new Figure("highest rate", 0, "/s", false)) : best.figures();
        }
    }

    private record Held(int rate, Accounts.Outcome outcome, double cpuMicros) {

        List<Figure> figures() {
            return List.of(
                    new Figure("highest rate", rate, "/s", false),
                    new Figure("delivery p50 there", outcome.latencyMillis(50), "ms", true),
                    new Figure("delivery p99 there", outcome.latencyMillis(99), "ms", true),
                    new Figure("server CPU a message there", cpuMicros, "µs", true));
        }
    }

    private static Accounts.Outcome round(
            LoadClient client, List<ClientSocket> sockets, AtomicReference<Accounts> accounts, int rate, int seconds)
            throws InterruptedException {
        Accounts round = new Accounts(rate * seconds, 1);
        accounts.set(round);
        new OpenLoop(rate, rate * seconds).run((number, due) -> client.run(() -> send(sockets, round, number, due)));
        round.awaitAll(PATIENCE_NANOS);
        return round.outcome();
    }

    private static void send(List<ClientSocket> sockets, Accounts round, int number, long due) {
        int from = number % PEOPLE;
        ClientSocket sender = sockets.get(from);
        String receiverId = sockets.get((from + 1 + number / PEOPLE % (PEOPLE - 1)) % PEOPLE)
                .userId();
        round.sent(number, due);
        String body = "{\"receiverId\":\"" + receiverId + "\",\"content\":\"" + new Payload(number).text(LENGTH)
                + "\",\"clientMessageId\":\"" + UUID.randomUUID() + "\"}";
        sender.emit("message:send", body, answer -> {
            if (answer.contains("\"error\"")) {
                round.refused();
            }
        });
    }

    /** The sender's own sockets get the message, too; only the receiver's copy counts. */
    private static void count(Accounts accounts, ClientSocket socket, ByteBuf frame) {
        int number = Payload.numberIn("message:new", frame);
        if (accounts != null && number >= 0 && number < accounts.size() && !isSenders(number, socket)) {
            accounts.delivered(number);
        }
    }

    private static boolean isSenders(int number, ClientSocket socket) {
        return socket.userId().equals("load-" + number % PEOPLE);
    }
}
