package org.baraza.gateway.command;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.session.Admission;
import org.baraza.rest.ProblemException;

/** Commands of this gateway that wait for the event that they become. Safe for use by several threads. */
@Singleton
public class PendingCommands {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Map<String, Pending> byCommandId = new ConcurrentHashMap<>();
    private final long timeoutNanos;
    private final int maxPending;
    private final LongSupplier nanoTime;
    private final Timer latency;
    private volatile boolean closed;

    private record Pending(String actorId, CompletableFuture<MessageEvent> answer, long since) {}

    @Inject
    PendingCommands(GatewayConfig config, MeterRegistry registry) {
        this(config.commands().timeout(), config.commands().maxPending(), System::nanoTime, registry);
    }

    PendingCommands(Duration timeout, int maxPending, LongSupplier nanoTime, MeterRegistry registry) {
        this.timeoutNanos = timeout.toNanos();
        this.maxPending = maxPending;
        this.nanoTime = nanoTime;
        this.latency = Timer.builder("baraza.gateway.command.latency")
                .publishPercentileHistogram()
                .register(registry);
        Gauge.builder("baraza.gateway.commands.pending", byCommandId, Map::size).register(registry);
    }

    /**
     * Begins to wait.
     *
     * @param actorId who has sent the command
     * @return completes with the event; fails with a {@link ProblemException} if none comes in time
     * @throws ProblemException 503 if too many are waiting, or the gateway has all but ended
     */
    CompletableFuture<MessageEvent> await(String commandId, String actorId) {
        if (byCommandId.size() >= maxPending) {
            throw ProblemException.unavailable("OVERLOADED", "too much is under way, nothing was sent", RETRY_AFTER);
        }
        CompletableFuture<MessageEvent> answer = new CompletableFuture<>();
        byCommandId.put(commandId, new Pending(actorId, answer, nanoTime.getAsLong()));
        // looked at after the entry, so that who closes either sees the entry or keeps it from being sent
        if (closed) {
            byCommandId.remove(commandId);
            throw Admission.notServing();
        }
        return answer;
    }

    /** Who has sent a command from here that still waits; empty if it does not, or was sent from elsewhere. */
    public Optional<String> whoAwaits(String commandId) {
        return Optional.ofNullable(byCommandId.get(commandId)).map(Pending::actorId);
    }

    /** Gives an event to who waits for it; does nothing if nobody does. */
    public void complete(MessageEvent event) {
        Pending pending = byCommandId.remove(event.commandId());
        if (pending != null) {
            latency.record(Duration.ofNanos(nanoTime.getAsLong() - pending.since()));
            pending.answer().complete(event);
        }
    }

    /** Ends one wait with a failure. */
    void fail(String commandId, ProblemException problem) {
        Pending pending = byCommandId.remove(commandId);
        if (pending != null) {
            pending.answer().completeExceptionally(problem);
        }
    }

    /** Takes no more, and waits until nobody waits any more, or the bound is over. */
    void close(Duration bound) throws InterruptedException {
        closed = true;
        long end = nanoTime.getAsLong() + bound.toNanos();
        while (!byCommandId.isEmpty() && nanoTime.getAsLong() < end) {
            Thread.sleep(POLL.toMillis());
        }
    }

    /** Ends the waits that have lasted too long. Called regularly. */
    void expire() {
        long now = nanoTime.getAsLong();
        byCommandId.forEach((commandId, pending) -> {
            if (now - pending.since() > timeoutNanos) {
                fail(commandId, outcomeUnknown());
            }
        });
    }

    static ProblemException outcomeUnknown() {
        return ProblemException.unavailable(
                "OUTCOME_UNKNOWN",
                "no answer yet; it may still be carried out: send again with the same clientMessageId",
                RETRY_AFTER);
    }
}
