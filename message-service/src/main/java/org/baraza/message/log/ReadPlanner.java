package org.baraza.message.log;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.AcknowledgeBroadcast;
import org.baraza.contracts.message.ArchiveConversation;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.Refusal;
import org.baraza.message.store.MessageDocument;

/** What becomes of what a reader does with a conversation as a whole: reads it, hides it, says that they have read it. */
final class ReadPlanner {

    private final Ledger ledger;
    private final Visibility visibility;

    ReadPlanner(Ledger ledger, Visibility visibility) {
        this.ledger = ledger;
        this.visibility = visibility;
    }

    Outcome read(MarkRead command) {
        if (isBroadcast(command.conversationId())) {
            return readBroadcast(command);
        }
        long head = ledger.head(command.conversationId());
        long wanted = command.upTo() == null
                ? ledger.placeOf(command.conversationId(), command.commandId())
                : Math.min(command.upTo(), head);
        long seq = ledger.raiseCursor(command.conversationId(), command.readerId(), wanted, command.requestedAt());
        return new Outcome.Read(seq, command.upTo() == null ? Math.max(wanted, seq) : head);
    }

    Outcome archive(ArchiveConversation command) {
        if (!isBroadcast(command.conversationId())) {
            return new Outcome.Archived(ledger.placeOf(command.conversationId(), command.commandId()));
        }
        return visibility.broadcast(command.conversationId(), command.actorId()) == null
                ? Outcome.Refused.noSuchConversation()
                : new Outcome.Archived(MessageDocument.BROADCAST_SEQ);
    }

    Outcome acknowledge(AcknowledgeBroadcast command) {
        MessageDocument broadcast = visibility.broadcast(command.conversationId(), command.actorId());
        if (broadcast == null) {
            return Outcome.Refused.noSuchConversation();
        }
        if (!broadcast.broadcast().requiresAcknowledgement() || !visibility.isRecipient(broadcast, command.actorId())) {
            return new Outcome.Refused(
                    Refusal.ACKNOWLEDGEMENT_NOT_ASKED, "the broadcast does not ask for an acknowledgement");
        }
        ledger.raiseCursor(
                command.conversationId(), command.actorId(), MessageDocument.BROADCAST_SEQ, command.requestedAt());
        return new Outcome.Acknowledged();
    }

    private Outcome readBroadcast(MarkRead command) {
        if (visibility.broadcast(command.conversationId(), command.readerId()) == null) {
            return Outcome.Refused.noSuchConversation();
        }
        long wanted = command.upTo() == null
                ? MessageDocument.BROADCAST_SEQ
                : Math.min(command.upTo(), MessageDocument.BROADCAST_SEQ);
        long seq = ledger.raiseCursor(command.conversationId(), command.readerId(), wanted, command.requestedAt());
        return new Outcome.Read(seq, MessageDocument.BROADCAST_SEQ);
    }

    private static boolean isBroadcast(String conversationId) {
        return new ConversationId(conversationId).isBroadcast();
    }
}
