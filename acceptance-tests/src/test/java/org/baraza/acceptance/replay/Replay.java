package org.baraza.acceptance.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.socket.Peer;
import org.baraza.contracts.ConversationId;

/**
 * People of a real chat, each on a socket of their own, some on two, spread over two gateways. A third of them goes offline
 * in the middle and comes back, some read what they were sent.
 */
final class Replay implements AutoCloseable {

    private static final int EVERY_THIRD = 3;
    private static final int EVERY_FIFTH = 5;

    private final RunningPlatform platform;
    private final Progress progress;
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final List<Person> away = new ArrayList<>();
    private final Set<Peer> onFirstGateway = new HashSet<>();

    Replay(String name, RunningPlatform platform, List<IrcLog.Line> lines) {
        this.platform = platform;
        this.progress = new Progress(name, lines.size());
        for (IrcLog.Line line : lines) {
            person(line.from()).add(line);
            person(line.to());
        }
    }

    Collection<Person> people() {
        return people.values();
    }

    Person person(String id) {
        return people.computeIfAbsent(id, absent -> new Person(id, progress, executor));
    }

    Progress progress() {
        return progress;
    }

    /** Those who were offline for a while. */
    List<Person> away() {
        return away;
    }

    /** Everybody joins the community and connects. */
    void gather() {
        platform.community().join(people.keySet());
        int index = 0;
        for (Person person : people.values()) {
            String token = platform.community().tokenOf(person.id());
            open(person, index % 2, token);
            if (index % EVERY_FIFTH == 0) {
                open(person, (index + 1) % 2, token);
            }
            if (index % EVERY_THIRD == 0) {
                away.add(person);
                onFirstGateway.remove(last(person));
            }
            index++;
        }
        people.values().forEach(person -> person.sockets().forEach(Peer::awaitConnected));
        progress.tell(people.size() + " people connected");
    }

    private void open(Person person, int gateway, String token) {
        Peer socket = Peer.open(platform.gateway(gateway), token);
        person.add(socket);
        if (gateway == 0) {
            onFirstGateway.add(socket);
        }
    }

    /** Sockets on the first gateway that stay connected all the time, as long as nobody touches that gateway. */
    Set<Peer> onFirstGateway() {
        return onFirstGateway;
    }

    /** Everybody talks. @return completes when every line is acknowledged */
    CompletableFuture<Void> talk() {
        return CompletableFuture.allOf(
                people.values().stream().map(Person::talk).toArray(CompletableFuture[]::new));
    }

    /** Every third person goes offline with their last socket; who has no other says their lines when they are back. */
    void sendSomeAway() {
        away.forEach(person -> last(person).goOffline());
        progress.tell(away.size() + " people go offline");
    }

    void bringThemBackAfter(int acked) {
        progress.awaitAcked(acked);
        bringThemBack();
    }

    void bringThemBack() {
        away.forEach(person -> last(person).comeBack());
        progress.tell(away.size() + " people come back");
    }

    private static Peer last(Person person) {
        return person.sockets().get(person.sockets().size() - 1);
    }

    /** Some of the people read some of what they were sent, by a fixed seed. */
    void readSome(long seed) {
        Random random = new Random(seed);
        List<CompletableFuture<Void>> reads = new ArrayList<>();
        for (Person person : people.values()) {
            for (Person.Sent sent : person.acked().values()) {
                if (random.nextInt(EVERY_FIFTH) == 0) {
                    String receiver = sent.line().to();
                    reads.add(person(receiver)
                            .read(ConversationId.direct(person.id(), receiver).value()));
                }
            }
        }
        await(CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)), 120);
        progress.tell(reads.size() + " reads acknowledged");
    }

    static void await(CompletableFuture<?> future, long seconds) {
        future.orTimeout(seconds, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        people.values().forEach(person -> person.sockets().forEach(Peer::close));
        executor.shutdownNow();
    }
}
