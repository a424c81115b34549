package org.baraza.message.log;

import java.time.Instant;

import org.baraza.contracts.message.DeleteMessage;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.Refusal;
import org.baraza.message.BroadcastAccess;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.HideDocument;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;

/**
 * What becomes of deletions. For oneself: whoever sees the message. For everybody: its sender, and who answers for the
 * broadcast. One that finds its work done takes no number and gives the first result again.
 */
final class DeletePlanner {

    private final Ledger ledger;
    private final Visibility visibility;
    private final Instant now;

    DeletePlanner(Ledger ledger, Visibility visibility, Instant now) {
        this.ledger = ledger;
        this.visibility = visibility;
        this.now = now;
    }

    Outcome delete(DeleteMessage command, LogPosition position) {
        ChangeDocument done = ledger.carriedOut(ChangeDocument.keyOf(command.conversationId(), command.commandId()));
        if (done != null) {
            ledger.carryOut(done);
            return new Outcome.Deleted(done.rev(), done.actorId(), done.at(), false);
        }
        MessageDocument message = ledger.message(command.conversationId(), command.seq());
        boolean mayModerate = message != null
                && message.broadcast() != null
                && BroadcastAccess.mayModerate(message, command.actorId(), command.accountType(), command.chapterId());
        boolean sees = visibility.isThere(message, command.actorId(), position);
        if (command.scope() == DeletionScope.ME) {
            return sees ? deleteForOne(command, position) : Outcome.Refused.noSuchMessage();
        }
        if (!sees && !mayModerate) {
            return Outcome.Refused.noSuchMessage();
        }
        if (!mayModerate && !message.senderId().equals(command.actorId())) {
            return new Outcome.Refused(Refusal.NOT_THE_SENDER, "only its sender may delete a message for everybody");
        }
        return deleteForEverybody(command, message, position);
    }

    private Outcome deleteForOne(DeleteMessage command, LogPosition position) {
        HideDocument hidden = ledger.hidden(command.conversationId(), command.actorId(), command.seq());
        if (hidden != null) {
            return new Outcome.Deleted(hidden.rev(), hidden.userId(), hidden.hiddenAt(), true);
        }
        return record(command, position, command.actorId(), null);
    }

    private Outcome deleteForEverybody(DeleteMessage command, MessageDocument message, LogPosition position) {
        if (message.isDeleted()) {
            return new Outcome.Deleted(
                    message.rev(),
                    message.change().deletedBy(),
                    message.change().deletedAt(),
                    true);
        }
        return record(command, position, ChangeDocument.EVERYBODY, message);
    }

    private Outcome record(DeleteMessage command, LogPosition position, String visibleTo, MessageDocument message) {
        ChangeDocument change = new ChangeDocument(
                ChangeDocument.keyOf(command.conversationId(), command.commandId()),
                command.conversationId(),
                ledger.nextRev(command.conversationId()),
                command.seq(),
                position,
                ChangeDocument.Kind.DELETED,
                visibleTo,
                command.actorId(),
                now,
                message == null ? null : message.contents(),
                null);
        ledger.record(change);
        return new Outcome.Deleted(change.rev(), change.actorId(), now, false);
    }
}
