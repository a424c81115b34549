package org.baraza.message.log;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.SendMessage;
import org.baraza.directory.UserDirectory;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.LogRecord;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.CursorRepository;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.store.MessageRepository;
import org.baraza.store.StoreUnavailableException;
import org.jboss.logging.Logger;

/**
 * Carries a batch of commands through: plan, store, tell.
 *
 * <p>In the common case that is one bulk insert, then at the same time one bulk write of cursors and the events. It is
 * assumed that no send was stored before; where the unique index says otherwise, or this writer cannot know (its first
 * batch, the one after a failure), the batch is planned again with what is stored. The messages before the one that could
 * not be stored are then found like any other that came before. After a crash several batches may hold what was carried out
 * already: sends run into the index, and reads are held against the place in the log of what is stored.
 */
final class CommandHandler implements BatchHandler<MessageCommand> {

    private static final Logger LOGGER = Logger.getLogger(CommandHandler.class);
    /** More conflicts in a row than this are not two writers in each other's way but something that is broken. */
    private static final int MAX_CONFLICTS = 5;

    private final MessageRepository messages;
    private final CursorRepository cursors;
    private final UserDirectory directory;
    private final EventPublisher publisher;
    private final BatchTracing tracing;
    private final Clock clock;
    private final Duration writeTimeout;
    private final Heads heads;
    /** Whether the next batch may hold commands that were carried out before. */
    private boolean careful = true;

    CommandHandler(
            Stores stores,
            UserDirectory directory,
            EventPublisher publisher,
            BatchTracing tracing,
            Clock clock,
            Limits limits) {
        this.messages = stores.messages();
        this.cursors = stores.cursors();
        this.directory = directory;
        this.publisher = publisher;
        this.tracing = tracing;
        this.clock = clock;
        this.writeTimeout = limits.writeTimeout();
        this.heads = new Heads(limits.rememberedConversations());
    }

    /** Where messages and cursors rest. */
    record Stores(MessageRepository messages, CursorRepository cursors) {}

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
            Uni<Void> raised = cursors.raise(plan.raisedCursors());
            var written = raised.subscribeAsCompletionStage();
            publisher.publish(batch, plan.outcomes());
            await(Uni.createFrom().completionStage(written));
            remember(plan);
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

    private BatchPlan store(List<LogRecord<MessageCommand>> batch) {
        for (int conflicts = 0; conflicts <= MAX_CONFLICTS; conflicts++) {
            BatchPlan plan = BatchPlan.of(
                    batch, look(batch), directory::contains, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            if (plan.refuses() && !careful) {
                careful = true;
                continue;
            }
            if (plan.newMessages().isEmpty() || await(messages.insertInOrder(plan.newMessages()))) {
                return plan;
            }
            LOGGER.debugf("batch meets what is stored, commands: %d", batch.size());
            careful = true;
        }
        throw new ConflictException();
    }

    private KnownState look(List<LogRecord<MessageCommand>> batch) {
        if (careful) {
            heads.forgetAll();
        }
        Set<String> keys = new HashSet<>();
        Set<String> cursorKeys = new HashSet<>();
        Map<String, Long> known = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        for (LogRecord<MessageCommand> record : batch) {
            MessageCommand command = record.event();
            Long head = heads.get(record.partition(), command.conversationId());
            if (head == null) {
                unknown.add(command.conversationId());
            } else {
                known.put(command.conversationId(), head);
            }
            if (careful && command instanceof SendMessage send) {
                keys.add(MessageDocument.keyOf(send));
            }
            if (command instanceof MarkRead read) {
                cursorKeys.add(CursorDocument.keyOf(read.conversationId(), read.readerId()));
            }
        }
        if (!unknown.isEmpty()) {
            known.putAll(await(messages.findHeads(unknown)));
        }
        return new KnownState(
                known,
                keys.isEmpty() ? Map.of() : await(messages.findByKeys(keys)),
                lookForPlaces(batch, unknown),
                cursorKeys.isEmpty() ? Map.of() : await(cursors.find(cursorKeys)));
    }

    /** Where this writer gave the last number itself, in the order of the log, a read's place is the head. */
    private Map<String, Long> lookForPlaces(List<LogRecord<MessageCommand>> batch, Set<String> notNumberedHere) {
        Map<String, Long> places = new HashMap<>();
        for (LogRecord<MessageCommand> record : batch) {
            if (record.event() instanceof MarkRead read
                    && read.upTo() == null
                    && notNumberedHere.contains(read.conversationId())) {
                LogPosition position = new LogPosition(record.partition(), record.offset());
                places.put(read.commandId(), await(messages.findPlace(read.conversationId(), position)));
            }
        }
        return places;
    }

    private void remember(BatchPlan plan) {
        for (MessageDocument message : plan.newMessages()) {
            heads.put(message.position().partition(), message.conversationId(), message.seq());
        }
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(writeTimeout);
    }

    /** Other writers were in the way too often. */
    static final class ConflictException extends RuntimeException {
        ConflictException() {
            super("messages met others with their number " + MAX_CONFLICTS + " times in a row");
        }
    }
}
