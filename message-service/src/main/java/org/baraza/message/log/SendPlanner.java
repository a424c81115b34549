package org.baraza.message.log;

import java.time.Instant;

import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.SendMessage;
import org.baraza.message.People;
import org.baraza.message.store.AudienceDocument;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;

/** What becomes of new messages: tells repetitions, refuses those to nobody and to the blocked, gives numbers. */
final class SendPlanner {

    private final Ledger ledger;
    private final People people;
    private final Instant now;

    SendPlanner(Ledger ledger, People people, Instant now) {
        this.ledger = ledger;
        this.people = people;
        this.now = now;
    }

    Outcome send(SendMessage command, LogPosition position) {
        MessageDocument earlier = ledger.sent(
                MessageDocument.keyOf(command.conversationId(), command.senderId(), command.clientMessageId()));
        if (earlier != null) {
            return again(earlier, command.commandId(), command.receiverId());
        }
        if (!people.exists(command.receiverId())) {
            return new Outcome.Refused(Refusal.RECEIVER_UNKNOWN, "nobody in the directory has the receiver's id");
        }
        if (people.isBlocked(command.senderId(), command.receiverId())) {
            return new Outcome.Refused(Refusal.BLOCKED, "one of the two people has blocked the other");
        }
        MessageDocument message = MessageDocument.of(command, position, ledger.nextSeq(command.conversationId()), now);
        ledger.send(message);
        moveCursors(message, command.receiverId());
        return new Outcome.Sent(message);
    }

    Outcome publish(PublishBroadcast command, LogPosition position) {
        MessageDocument earlier = ledger.sent(
                MessageDocument.keyOf(command.conversationId(), command.senderId(), command.clientMessageId()));
        if (earlier != null) {
            return again(earlier, command.commandId(), null);
        }
        MessageDocument message = MessageDocument.of(command, position, now);
        ledger.publish(message, AudienceDocument.of(command));
        moveCursors(message, null);
        return new Outcome.Sent(message);
    }

    private Outcome again(MessageDocument earlier, String commandId, String receiverId) {
        moveCursors(earlier, receiverId);
        return earlier.commandId().equals(commandId) ? new Outcome.Sent(earlier) : new Outcome.Repeated(earlier);
    }

    /** The sender has read what they wrote. With the first message the receiver gets a cursor, too. */
    private void moveCursors(MessageDocument message, String receiverId) {
        ledger.raiseCursor(message.conversationId(), message.senderId(), message.seq(), message.createdAt());
        if (message.seq() == 1 && receiverId != null) {
            ledger.openCursor(message.conversationId(), receiverId);
        }
    }
}
