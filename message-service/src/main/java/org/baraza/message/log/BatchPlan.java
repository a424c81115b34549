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
import org.baraza.message.store.CursorDocument;
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
    /**
     * The last number at the place in the log that the plan has come to. Differs from the head only where an earlier attempt
     * at this batch stored messages that stand after a read: the read must not cover them.
     */
    private final Map<String, Long> places;

    private final Map<String, MessageDocument> planned = new LinkedHashMap<>();
    private final Map<String, CursorDocument> cursors = new LinkedHashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    private BatchPlan(KnownState known, Predicate<String> userExists, Instant now) {
        this.known = known;
        this.userExists = userExists;
        this.now = now;
        this.heads = new HashMap<>(known.heads());
        this.places = new HashMap<>(known.heads());
    }

    /**
     * Plans a batch.
     *
     * @param commands in the order of the log
     * @param known what the store says
     * @param userExists who is in the directory
     * @param now the time of the new messages
     */
    static BatchPlan of(List<MessageCommand> commands, KnownState known, Predicate<String> userExists, Instant now) {
        BatchPlan plan = new BatchPlan(known, userExists, now);
        plan.stepBackBeforeEarlierAttempt(commands);
        for (MessageCommand command : commands) {
            plan.outcomes.add(command instanceof SendMessage send ? plan.send(send) : plan.read((MarkRead) command));
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

    private void stepBackBeforeEarlierAttempt(List<MessageCommand> commands) {
        for (MessageCommand command : commands) {
            if (command instanceof SendMessage send) {
                MessageDocument stored = known.stored().get(MessageDocument.keyOf(send));
                if (stored != null && stored.commandId().equals(send.commandId())) {
                    places.merge(send.conversationId(), stored.seq() - 1, Math::min);
                }
            }
        }
    }

    private Outcome send(SendMessage command) {
        String key = MessageDocument.keyOf(command);
        MessageDocument earlier = known.stored().getOrDefault(key, planned.get(key));
        if (earlier != null) {
            raiseCursor(command.conversationId(), command.senderId(), earlier.seq());
            places.merge(command.conversationId(), earlier.seq(), Math::max);
            return earlier.commandId().equals(command.commandId())
                    ? new Outcome.Sent(earlier)
                    : new Outcome.Repeated(earlier);
        }
        if (!userExists.test(command.receiverId())) {
            return new Outcome.Refused(Refusal.RECEIVER_UNKNOWN, "nobody in the directory has the receiver's id");
        }
        long seq = heads.merge(command.conversationId(), 1L, Long::sum);
        MessageDocument message = MessageDocument.of(command, seq, now);
        planned.put(key, message);
        places.put(command.conversationId(), seq);
        raiseCursor(command.conversationId(), command.senderId(), seq);
        return new Outcome.Sent(message);
    }

    private Outcome read(MarkRead command) {
        long head = places.getOrDefault(command.conversationId(), 0L);
        long wanted = command.upTo() == null ? head : Math.min(command.upTo(), head);
        return new Outcome.Read(raiseCursor(command.conversationId(), command.readerId(), wanted), head);
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
