package org.baraza.message.log;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.LogRecord;
import org.baraza.message.store.MessageDocument;
import org.baraza.store.StoreUnavailableException;
import org.jboss.logging.Logger;

/**
 * Carries a batch of commands through: look, plan, store, tell.
 *
 * <p>In the common case that is one bulk insert, then at the same time one bulk write of cursors and the events. It is
 * assumed that no send was stored before; where the unique index says otherwise, or this writer cannot know (its first
 * batch, the one after a failure), the batch is planned again with what is stored. The messages before the one that could
 * not be stored are then found like any other that came before. After a crash several batches may hold what was carried out
 * already: sends run into the index, and reads are held against the place in the log of what is stored.
 *
 * <p>Edits and deletions are inserted as changes before they take effect on messages, and both before they are told. What a
 * command did before is always looked up, so a replay gives the same numbers and completes what is missing.
 */
final class CommandHandler implements BatchHandler<MessageCommand> {

    private static final Logger LOGGER = Logger.getLogger(CommandHandler.class);
    /** More conflicts in a row than this are not two writers in each other's way but something that is broken. */
    private static final int MAX_CONFLICTS = 5;

    private final StateReader reader;
    private final StateWriter stateWriter;
    private final BatchPlan.Rules rules;
    private final Announcer announcer;
    private final BatchTracing tracing;
    private final Clock clock;
    private final Duration writeTimeout;
    private final Heads heads;
    /** Whether the next batch may hold commands that were carried out before. */
    private boolean careful = true;

    CommandHandler(
            Stores stores,
            BatchPlan.Rules rules,
            Announcer announcer,
            BatchTracing tracing,
            Clock clock,
            Limits limits) {
        this.heads = new Heads(limits.rememberedConversations());
        this.reader = new StateReader(stores, heads, limits.writeTimeout());
        this.stateWriter = new StateWriter(stores, limits.writeTimeout());
        this.rules = rules;
        this.announcer = announcer;
        this.tracing = tracing;
        this.clock = clock;
        this.writeTimeout = limits.writeTimeout();
    }

    /**
     * @param writeTimeout a store that takes longer is taken for away
     * @param rememberedConversations of how many conversations a partition's last numbers are kept
     */
    record Limits(Duration writeTimeout, int rememberedConversations) {}

    @Override
    public void apply(List<LogRecord<MessageCommand>> batch) throws Exception {
        boolean done = false;
        Span span = tracing.start(batch);
        try (Scope scope = span.makeCurrent()) {
            BatchPlan plan = store(batch);
            stateWriter.update(plan.ledger());
            tell(batch, plan);
            remember(plan.ledger().newMessages());
            done = true;
        } finally {
            span.end();
            careful = !done;
        }
    }

    @Override
    public boolean isTransient(Exception failure) {
        return failure instanceof StoreUnavailableException
                || failure instanceof TimeoutException
                || failure instanceof ConflictException;
    }

    @Override
    public void revoked(Collection<Integer> partitions) {
        heads.forgetPartitions(partitions);
        careful = true;
    }

    /** Cursors and events go out at the same time, but for new conversations: who is told of one finds it among theirs. */
    private void tell(List<LogRecord<MessageCommand>> batch, BatchPlan plan)
            throws InterruptedException, ExecutionException {
        var raised = stateWriter.raise(plan.ledger()).subscribeAsCompletionStage();
        if (plan.ledger().opensConversations()) {
            Uni.createFrom().completionStage(raised).await().atMost(writeTimeout);
        }
        announcer.publish(batch, plan.outcomes());
        Uni.createFrom().completionStage(raised).await().atMost(writeTimeout);
    }

    private BatchPlan store(List<LogRecord<MessageCommand>> batch) {
        for (int conflicts = 0; conflicts <= MAX_CONFLICTS; conflicts++) {
            if (careful) {
                heads.forgetAll();
            }
            BatchPlan plan = BatchPlan.of(
                    batch, reader.read(batch, careful), rules, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            if (plan.refusesSends() && !careful) {
                careful = true;
                continue;
            }
            if (stateWriter.insert(plan.ledger())) {
                return plan;
            }
            LOGGER.debugf("batch meets what is stored, commands: %d", batch.size());
            careful = true;
        }
        throw new ConflictException();
    }

    private void remember(List<MessageDocument> messages) {
        for (MessageDocument message : messages) {
            if (message.broadcast() == null) {
                heads.put(message.position().partition(), message.conversationId(), message.seq());
            }
        }
    }

    /** Other writers were in the way too often. */
    static final class ConflictException extends RuntimeException {
        ConflictException() {
            super("messages met others with their number " + MAX_CONFLICTS + " times in a row");
        }
    }
}
