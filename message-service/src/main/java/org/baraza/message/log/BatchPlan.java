package org.baraza.message.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.baraza.contracts.message.AcknowledgeBroadcast;
import org.baraza.contracts.message.ArchiveConversation;
import org.baraza.contracts.message.DeleteMessage;
import org.baraza.contracts.message.EditMessage;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.SendMessage;
import org.baraza.eventlog.LogRecord;
import org.baraza.message.People;
import org.baraza.message.store.LogPosition;

/**
 * Decides what becomes of each command of a batch, in order and without input or output: one planner for each kind of
 * command, over a {@link Ledger} of where everything stands. The plan is carried out by {@link CommandHandler}.
 */
final class BatchPlan {

    private final Ledger ledger;
    private final SendPlanner sends;
    private final EditPlanner edits;
    private final DeletePlanner deletions;
    private final ReadPlanner reads;
    private final List<Outcome> outcomes = new ArrayList<>();
    private boolean refusesSends;

    private BatchPlan(KnownState known, Rules rules, Instant now) {
        this.ledger = new Ledger(known);
        Visibility visibility = new Visibility(ledger, rules.people());
        this.sends = new SendPlanner(ledger, rules.people(), now);
        this.edits = new EditPlanner(ledger, visibility, rules.editWindow(), now);
        this.deletions = new DeletePlanner(ledger, visibility, now);
        this.reads = new ReadPlanner(ledger, visibility);
    }

    /**
     * What plans go by beside the store.
     *
     * @param people who is in the directory
     * @param editWindow for how long after sending a direct message may be edited
     */
    record Rules(People people, Duration editWindow) {}

    /**
     * Plans a batch.
     *
     * @param batch the commands, in the order of the log
     * @param known what the store says
     * @param now the time of the new messages and changes
     */
    static BatchPlan of(List<LogRecord<MessageCommand>> batch, KnownState known, Rules rules, Instant now) {
        BatchPlan plan = new BatchPlan(known, rules, now);
        batch.forEach(plan::add);
        return plan;
    }

    /** Whether a send is refused: then it has to be known for sure that it was not carried out before. */
    boolean refusesSends() {
        return refusesSends;
    }

    /** What becomes of each command, in their order. */
    List<Outcome> outcomes() {
        return outcomes;
    }

    /** Where everything stands once the plan is carried out, and what there is to be written for it. */
    Ledger ledger() {
        return ledger;
    }

    private void add(LogRecord<MessageCommand> record) {
        Outcome outcome = plan(record.event(), new LogPosition(record.partition(), record.offset()));
        refusesSends |= outcome instanceof Outcome.Refused && record.event() instanceof SendMessage;
        outcomes.add(outcome);
    }

    private Outcome plan(MessageCommand command, LogPosition position) {
        if (command instanceof SendMessage send) {
            return sends.send(send, position);
        }
        if (command instanceof MarkRead read) {
            return reads.read(read);
        }
        if (command instanceof EditMessage edit) {
            return edits.edit(edit, position);
        }
        if (command instanceof DeleteMessage deletion) {
            return deletions.delete(deletion, position);
        }
        if (command instanceof PublishBroadcast publication) {
            return sends.publish(publication, position);
        }
        if (command instanceof AcknowledgeBroadcast acknowledgement) {
            return reads.acknowledge(acknowledgement);
        }
        return reads.archive((ArchiveConversation) command);
    }
}
