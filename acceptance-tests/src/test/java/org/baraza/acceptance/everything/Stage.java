package org.baraza.acceptance.everything;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.replay.IrcLog;
import org.baraza.acceptance.replay.Progress;
import org.baraza.acceptance.socket.Peer;

import static org.baraza.acceptance.everything.Step.Kind;

/** A platform on which the people of a chat carry out a {@link Script}, and the {@link World} that must come of it. */
final class Stage implements AutoCloseable {

    private static final int GATEWAYS = 2;
    private static final int MINUTES = 6;

    private final RunningPlatform platform;
    private final Crowd crowd;
    private final Script script;
    private final World world;
    private final Random absences;
    private final Places places = new Places();
    private final Progress progress;
    private final Comparison comparison;
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<String, Follower> followers = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int settled;

    /**
     * @param acts how many acts the script has
     * @param seed of everything that the chat leaves open
     */
    Stage(String name, RunningPlatform platform, List<IrcLog.Line> lines, int acts, long seed) {
        this.platform = platform;
        this.crowd = new Crowd(lines);
        this.script = new Script(lines, crowd, acts, seed);
        this.world = new World(crowd);
        this.progress = new Progress(name, script.count());
        this.comparison = new Comparison(this::rest, progress);
        this.absences = new Random(seed);
    }

    Progress progress() {
        return progress;
    }

    /** How many steps the script has. */
    int steps() {
        return script.count();
    }

    /** Everybody joins the community and connects. */
    void gather() {
        platform.community().joinAs(crowd.people().values());
        for (String id : crowd.ids()) {
            followers.put(id, new Follower(List.of(rest(id, 0), rest(id, 1)), new Random(absences.nextLong())));
            actors.put(id, actor(id, actors.size() % GATEWAYS));
        }
        devices.values().forEach(Device::awaitConnected);
        progress.tell(actors.size() + " people connected, " + script.count() + " steps planned");
    }

    /** Carries out the script to its end. */
    void play() {
        for (int number = 0; number < script.acts().size(); number++) {
            perform(script.acts().get(number));
            progress.tell("act " + (number + 1) + " is over");
            settle();
            perform(script.interludes().get(number));
            progress.tell("interlude " + (number + 1) + " is over");
        }
    }

    /** Waits until everything that the platform shows is as the model says. */
    void compare() {
        world.requireNoGaps();
        List<Check> checks = new ArrayList<>();
        for (String id : crowd.ids()) {
            checks.addAll(new PersonChecks(world, id).all());
            checks.add(new CopyChecks(world, id, followers.get(id)).check());
        }
        checks.addAll(new ReaderChecks(world).all());
        checks.addAll(new ReportChecks(world).all());
        comparison.awaitAgreement(checks);
        progress.tell(followers.values().stream().mapToInt(Follower::resets).sum() + " resets of copies");
    }

    /** The copies that people hold by syncing alone. */
    Collection<Follower> followers() {
        return followers.values();
    }

    private void perform(Act act) {
        List<CompletableFuture<Void>> people = new ArrayList<>();
        act.steps()
                .forEach((id, steps) ->
                        people.add(CompletableFuture.runAsync(() -> steps.forEach(actors.get(id)::perform), threads)));
        failTogether(people).orTimeout(MINUTES, TimeUnit.MINUTES).join();
    }

    /** The first failure is that of all: the others may wait for what will not come. */
    private static CompletableFuture<Void> failTogether(List<CompletableFuture<Void>> people) {
        CompletableFuture<Void> all = CompletableFuture.allOf(people.toArray(CompletableFuture[]::new));
        people.forEach(one -> one.whenComplete((done, failure) -> {
            if (failure != null) {
                all.completeExceptionally(failure);
            }
        }));
        return all;
    }

    /** Where a read was asked for more than once, the conversation is read for certain and goes on. */
    private void settle() {
        world.settle()
                .forEach((talk, people) -> people.forEach(reader -> {
                    Message last = world.lastOf(talk);
                    String other = world.otherThan(talk, reader);
                    actors.get(reader).perform(Step.about(Kind.READ, reader, last.key(), true));
                    actors.get(other).perform(Step.say(other, reader, "s" + settled++, "and so on", false));
                }));
        progress.tell(settled + " conversations settled so far");
    }

    private Actor actor(String id, int gateway) {
        Device device = new Device(
                () -> Peer.open(platform.gateway(gateway), platform.community().tokenOf(id)), rest(id, gateway));
        devices.put(id, device);
        PersonChecks checks = new PersonChecks(world, id);
        return new Actor(
                new MessageSteps(device, world, places, script::publication),
                new ReaderSteps(device, world, places),
                new NotificationSteps(
                        device,
                        world,
                        places,
                        () -> new Check(id, "notifications", checks::notifications).difference(rest(id, gateway))),
                followers.get(id),
                progress);
    }

    private Rest rest(String id, int gateway) {
        return new Rest(platform.gateway(gateway), platform.community().tokenOf(id));
    }

    @Override
    public void close() {
        comparison.close();
        threads.shutdownNow();
        devices.values().forEach(Device::close);
    }
}
