package org.baraza.message.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.SendMessage;
import org.baraza.eventlog.LogRecord;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;

/**
 * Decides what becomes of each command of a batch, in order and without input or output: authorise, tell repetitions, give
 * numbers, move cursors. The plan is carried out by {@link CommandHandler}.
 */
final class BatchPlan {

    private final KnownState known;
    private final Predicate<String> userExists;
    private final Instant now;
    /** The last number given in each conversation. */
    private final Map<String, Long> heads;

    private final Map<String, MessageDocument> planned = new LinkedHashMap<>();
    private final Map<String, CursorDocument> cursors = new LinkedHashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    private BatchPlan(KnownState known, Predicate<String> userExists, Instant now) {
        this.known = known;
        this.userExists = userExists;
        this.now = now;
        this.heads = new HashMap<>(known.heads());
    }

    /**
     * Plans a batch.
     *
     * @param batch the commands, in the order of the log
     * @param known what the store says
     * @param userExists who is in the directory
     * @param now the time of the new messages
     */
    static BatchPlan of(
            List<LogRecord<MessageCommand>> batch, KnownState known, Predicate<String> userExists, Instant now) {
        BatchPlan plan = new BatchPlan(known, userExists, now);
        for (LogRecord<MessageCommand> record : batch) {
            plan.outcomes.add(
                    record.event() instanceof SendMessage send
                            ? plan.send(send, new LogPosition(record.partition(), record.offset()))
                            : plan.read((MarkRead) record.event()));
        }
        return plan;
    }

    /** Whether something is refused: then it has to be known for sure that it was not carried out before. */
    boolean refuses() {
        return outcomes.stream().anyMatch(Outcome.Refused.class::isInstance);
    }

    /** What becomes of each command, in their order. */
    List<Outcome> outcomes() {
        return outcomes;
    }

    /** The messages to be stored, each conversation's in the order of their numbers. */
    List<MessageDocument> newMessages() {
        return List.copyOf(planned.values());
    }

    /** The cursors to be raised. */
    Collection<CursorDocument> raisedCursors() {
        return cursors.values();
    }

    /** The last number of each conversation once the plan is carried out. */
    Map<String, Long> heads() {
        return heads;
    }

    private Outcome send(SendMessage command, LogPosition position) {
        String key = MessageDocument.keyOf(command);
        MessageDocument earlier = known.stored().getOrDefault(key, planned.get(key));
        if (earlier != null) {
            raiseCursor(command.conversationId(), command.senderId(), earlier.seq());
            return earlier.commandId().equals(command.commandId())
                    ? new Outcome.Sent(earlier)
                    : new Outcome.Repeated(earlier);
        }
        if (!userExists.test(command.receiverId())) {
            return new Outcome.Refused(Refusal.RECEIVER_UNKNOWN, "nobody in the directory has the receiver's id");
        }
        long seq = heads.merge(command.conversationId(), 1L, Long::sum);
        MessageDocument message = MessageDocument.of(command, position, seq, now);
        planned.put(key, message);
        raiseCursor(command.conversationId(), command.senderId(), seq);
        return new Outcome.Sent(message);
    }

    private Outcome read(MarkRead command) {
        long head = heads.getOrDefault(command.conversationId(), 0L);
        long wanted = command.upTo() == null ? placeOf(command, head) : Math.min(command.upTo(), head);
        long seq = raiseCursor(command.conversationId(), command.readerId(), wanted);
        return new Outcome.Read(seq, command.upTo() == null ? Math.max(wanted, seq) : head);
    }

    /** What a read of all covers: not what stands after it in the log and was stored when both were carried out before. */
    private long placeOf(MarkRead command, long head) {
        boolean numberedHere = head > known.heads().getOrDefault(command.conversationId(), 0L);
        return numberedHere ? head : known.places().getOrDefault(command.commandId(), head);
    }

    /** @return where the cursor stands afterwards */
    private long raiseCursor(String conversationId, String userId, long seq) {
        String key = CursorDocument.keyOf(conversationId, userId);
        CursorDocument raised = cursors.get(key);
        long before = raised == null ? known.cursors().getOrDefault(key, 0L) : raised.seq();
        if (seq > before) {
            cursors.put(key, new CursorDocument(key, conversationId, userId, seq));
        }
        return Math.max(seq, before);
    }
}
