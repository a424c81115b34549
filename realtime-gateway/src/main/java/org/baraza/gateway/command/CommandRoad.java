package org.baraza.gateway.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.limit.RateLimit;
import org.baraza.gateway.log.GatewayLog;
import org.baraza.gateway.session.Admission;
import org.baraza.rest.ProblemException;
import org.jboss.logging.Logger;

/**
 * The road of every command: onto the log, and back as the event that it became. The event was stored by a majority before
 * it was told, and so is what the answer says.
 */
@Singleton
public class CommandRoad {

    private static final Logger LOGGER = Logger.getLogger(CommandRoad.class);
    private static final long EXPIRY_CHECK_MILLIS = 250;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final GatewayLog log;
    private final PendingCommands pending;
    private final Admission admission;
    private final RateLimit rates;
    private final Vertx vertx;

    CommandRoad(GatewayConfig config, GatewayLog log, PendingCommands pending, Admission admission, Vertx vertx) {
        this.log = log;
        this.pending = pending;
        this.admission = admission;
        this.rates =
                new RateLimit(config.commands().perSecond(), config.commands().burst());
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(EXPIRY_CHECK_MILLIS, timer -> pending.expire());
    }

    /**
     * Takes no more commands once the sockets are closed, and lets what is under way be answered. Quarkus's own graceful shutdown cannot be used here: it
     * takes every open socket for a request under way.
     */
    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event)
            throws InterruptedException {
        pending.close(LAST_ANSWERS);
    }

    /**
     * Sends a command on its way. Does not block.
     *
     * @param command what is to be done
     * @param trace the trace that it belongs to
     * @return completes with the event that it became, on any thread; fails with a {@link ProblemException}
     * @throws ProblemException if nothing was sent: 429 past the caller's rate, 503 if too much is under
     *     way, or the gateway is starting or about to end
     */
    public CompletableFuture<MessageEvent> submit(MessageCommand command, Context trace) {
        admission.requireBegun();
        rates.take(command.actorId());
        CompletableFuture<MessageEvent> answer = pending.await(command.commandId(), command.actorId());
        log.append(Topics.MESSAGE_COMMANDS, command.conversationId(), command, command.commandId(), trace)
                .whenComplete((appended, failure) -> {
                    if (failure != null) {
                        LOGGER.warnf("command not appended, command: %s, cause: %s", command.commandId(), failure);
                        pending.fail(command.commandId(), problemOf(failure));
                    }
                });
        return answer;
    }

    private static ProblemException problemOf(Throwable failure) {
        return failure instanceof BufferExhaustedException
                ? ProblemException.unavailable("OVERLOADED", "too much is under way, nothing was sent", RETRY_AFTER)
                : PendingCommands.outcomeUnknown();
    }
}
