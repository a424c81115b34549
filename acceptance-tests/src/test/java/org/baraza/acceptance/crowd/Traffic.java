package org.baraza.acceptance.crowd;

import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Pairs of people write to each other, so many messages a second; one in ten messages is edited by the device that sent it. */
public final class Traffic implements AutoCloseable {

    private static final int ONE_IN = 10;
    private static final long SEED = 42;

    private final List<Pair> pairs;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<CompletableFuture<?>> commands = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(SEED);
    private ScheduledFuture<?> ticking;
    private int sent;

    /**
     * Two people who write to each other.
     *
     * @param one the devices of one of them
     * @param other the devices of the other
     */
    public record Pair(List<Device> one, List<Device> other) {}

    private Traffic(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /** Starts it; each pair has its turn. */
    public static Traffic among(List<Pair> pairs, int perSecond) {
        Traffic traffic = new Traffic(pairs);
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        traffic.ticking = traffic.clock.scheduleAtFixedRate(traffic::say, 0, interval, TimeUnit.NANOSECONDS);
        return traffic;
    }

    /** Ends it and waits until everything that was sent is acknowledged. @return how many messages those are */
    public int stop(long timeoutSeconds) {
        ticking.cancel(false);
        clock.shutdown();
        CompletableFuture.allOf(commands.toArray(CompletableFuture[]::new))
                .orTimeout(timeoutSeconds, TimeUnit.SECONDS)
                .join();
        return sent;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void say() {
        int number = sent++;
        Pair pair = pairs.get(number % pairs.size());
        boolean swapped = random.nextBoolean();
        List<Device> senders = swapped ? pair.other() : pair.one();
        List<Device> receivers = swapped ? pair.one() : pair.other();
        Device sender = senders.get(random.nextInt(senders.size()));
        CompletableFuture<JsonNode> message =
                sender.send(receivers.get(0).userId(), UUID.randomUUID().toString(), "message " + number);
        commands.add(number % ONE_IN == 0 ? message.thenCompose(answer -> edit(sender, answer, number)) : message);
    }

    private static CompletableFuture<JsonNode> edit(Device sender, JsonNode message, int number) {
        String id = message.get("id").asText();
        return sender.command(
                "edit " + id,
                "message:edit",
                JsonNodeFactory.instance.objectNode().put("id", id).put("content", "message " + number + ", edited"));
    }
}
