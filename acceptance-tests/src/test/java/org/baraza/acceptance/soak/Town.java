package org.baraza.acceptance.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.baraza.acceptance.crowd.Crowd;
import org.baraza.acceptance.crowd.Device;
import org.baraza.acceptance.crowd.Silent;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.UserChanged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The community and what happens to it, on two gateways. So many visits are under way at a time and no more: a slow machine
 * takes longer, and is asked the same.
 */
final class Town implements AutoCloseable {

    private static final int VISITS_AT_ONCE = 48;
    private static final int PARTS_OF_A_DAY = 100;
    private static final int PATIENCE_SECONDS = 240;
    private static final String SPEAKER = "speaker";

    private final RunningPlatform platform;
    private final Crowd crowd;
    private final Lists lists;
    private final Ledger ledger = new Ledger();
    private final List<String> people =
            IntStream.range(0, Day.PEOPLE).mapToObj("regular-%03d"::formatted).toList();
    private final Semaphore free = new Semaphore(VISITS_AT_ONCE);
    private final List<CompletableFuture<?>> strangers = new ArrayList<>();
    private final List<CompletableFuture<Void>> visits = new ArrayList<>();
    private List<Regular> regulars = List.of();
    private int broadcasts;

    Town(RunningPlatform platform) {
        this.platform = platform;
        this.crowd = Crowd.at(platform.gateway(0), platform.gateway(1));
        this.lists = new Lists(platform);
    }

    /** Everybody comes for the first time, begins conversations, and goes. */
    void settle() {
        platform.community().join(people);
        platform.community()
                .joinAs(List.of(new UserChanged(
                        SPEAKER, SPEAKER, "of the test", SPEAKER, SPEAKER, null, null, AccountType.SUPER_ADMIN, null)));
        List<Device> devices = crowd.connect(people, platform.community()::tokenOf);
        regulars = IntStream.range(0, Day.PEOPLE)
                .mapToObj(person -> new Regular(
                        devices.get(person),
                        Day.contactsOf(person).stream().map(people::get).toList(),
                        ledger,
                        lists))
                .toList();
        everybody(Regular::settleIn);
    }

    /** A day, or the first part of one. @param share how much of it, at most 1 */
    void live(Day day, double share) {
        List<Visit> all = day.visits();
        List<Visit> planned = all.subList(0, (int) Math.round(all.size() * share));
        int part = all.size() / PARTS_OF_A_DAY;
        for (int i = 0; i < planned.size(); i++) {
            if (i % part == 0) {
                beside(i / part);
            }
            begin(planned.get(i));
        }
        join(visits);
        join(strangers);
    }

    /** What happens beside the visits in a hundredth of a day. */
    private void beside(int part) {
        if (part * Day.BROADCASTS / PARTS_OF_A_DAY < (part + 1) * Day.BROADCASTS / PARTS_OF_A_DAY) {
            broadcast();
        }
        List<Silent> silent = crowd.openSilent(Day.STRANGERS / PARTS_OF_A_DAY);
        for (int i = 0; i < silent.size(); i++) {
            strangers.add(silent.get(i).ended());
            if (i % 2 == 0) {
                silent.get(i).vanish();
            }
        }
        for (int i = 0; i < Day.POLLERS / PARTS_OF_A_DAY; i++) {
            int number = part * (Day.POLLERS / PARTS_OF_A_DAY) + i;
            strangers.add(new Poller(
                            platform.gateway(number % 2),
                            platform.gateway(number / 2 % 2),
                            platform.community().tokenOf(people.get(number % Day.PEOPLE)),
                            number % 3 != 0)
                    .comeAndVanish());
        }
    }

    private void broadcast() {
        Rest.Answer answer = lists.of(SPEAKER)
                .post(
                        "/messages/broadcast",
                        "{\"title\":\"Number %d\",\"content\":\"To everybody\",\"recipientType\":\"ALL\"}"
                                .formatted(++broadcasts));
        assertThat(answer.status()).isEqualTo(201);
        ledger.broadcast(answer.body().get("conversation").get("id").asText());
    }

    private void begin(Visit visit) {
        acquire();
        visits.add(regulars.get(visit.person()).visit(visit).whenComplete((gone, failure) -> free.release()));
    }

    /**
     * Everybody comes once more, to have what was sent to them and to send again what had no answer; then nobody is left.
     *
     * @throws AssertionError if anybody lacks a message, or was told of one twice
     */
    void closeTheBooks() {
        everybody(Regular::comeAndStay);
        ledger.requireWhole();
        // what was sent again just now is on its way
        await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .untilAsserted(() -> regulars.forEach(Regular::requireEverything));
        regulars.forEach(Regular::leave);
    }

    Ledger ledger() {
        return ledger;
    }

    private void everybody(Function<Regular, CompletableFuture<Void>> action) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (Regular regular : regulars) {
            acquire();
            all.add(action.apply(regular).whenComplete((done, failure) -> free.release()));
        }
        join(all);
    }

    private static void join(List<? extends CompletableFuture<?>> all) {
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        all.clear();
    }

    private void acquire() {
        try {
            if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no visit has ended for " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        lists.close();
        crowd.close();
    }
}
