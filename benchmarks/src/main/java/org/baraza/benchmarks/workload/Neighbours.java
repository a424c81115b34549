package org.baraza.benchmarks.workload;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.baraza.benchmarks.client.ClientSocket;
import org.baraza.benchmarks.client.LoadClient;
import org.baraza.benchmarks.contender.Contender;
import org.baraza.benchmarks.contender.Members;
import org.baraza.benchmarks.load.Accounts;

/**
 * What those of a busy chapter notice of {@link Offenders}: the same load without and with them, one right after the other.
 *
 * @param messages how many are measured of each
 */
public record Neighbours(int messages) implements Workload {

    private static final int RECIPIENTS = Members.CHAPTER_SIZE;
    private static final int PER_SECOND = 20;
    private static final int WARM_UP = 200;
    private static final int IN_FLIGHT = 64;

    @Override
    public String id() {
        return "neighbours";
    }

    @Override
    public String description() {
        return String.format(
                "a chapter of %,d sockets, %d messages a second, without and with a member who does not read, one who floods, "
                        + "and %,d clients who never say who they are",
                RECIPIENTS, PER_SECOND, Offenders.SILENT);
    }

    @Override
    public boolean isFor(Contender side) {
        return side.hasLimits();
    }

    @Override
    public List<Figure> run(Contender side, Members members, Consumer<String> progress) throws InterruptedException {
        FanOut chapter = new FanOut(id(), Contender.Room.CHAPTER, RECIPIENTS, 1, PER_SECOND, messages);
        AtomicReference<Accounts> accounts = new AtomicReference<>();
        try (LoadClient client = new LoadClient(side.url(), (socket, frame) -> FanOut.count(accounts.get(), frame))) {
            List<ClientSocket> sockets = client.connect(members.ids(RECIPIENTS), side::tokenOf, IN_FLIGHT);
            chapter.round(side, client, sockets.get(0), accounts, WARM_UP);
            Accounts.Outcome quiet = chapter.round(side, client, sockets.get(0), accounts, messages);
            progress.accept("without: " + quiet.at(PER_SECOND));
            try (Offenders offenders = Offenders.at(side, members)) {
                Accounts.Outcome disturbed = chapter.round(side, client, sockets.get(0), accounts, messages);
                progress.accept("with:    " + disturbed.at(PER_SECOND) + ", floods ended: " + offenders.endedFloods());
                return List.of(
                        new Figure(
                                "p99 with offenders",
                                100 * disturbed.latencyMillis(99) / quiet.latencyMillis(99),
                                "%",
                                true),
                        new Figure("delivery p99 without", quiet.latencyMillis(99), "ms", true),
                        new Figure("delivery p99 with", disturbed.latencyMillis(99), "ms", true),
                        new Figure("delivery p50 without", quiet.latencyMillis(50), "ms", true),
                        new Figure("delivery p50 with", disturbed.latencyMillis(50), "ms", true),
                        new Figure("floods ended", offenders.endedFloods(), "", false),
                        new Figure(
                                "lost and doubled",
                                quiet.lost() + quiet.doubled() + disturbed.lost() + disturbed.doubled(),
                                "",
                                true));
            }
        }
    }
}
