package org.baraza.message.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.baraza.contracts.message.EditMessage;
import org.baraza.contracts.message.Refusal;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.ContentDocument;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;

/** What becomes of edits: by the sender alone, a direct message within the window, a broadcast at any time. */
final class EditPlanner {

    private final Ledger ledger;
    private final Visibility visibility;
    private final Duration window;
    private final Instant now;

    EditPlanner(Ledger ledger, Visibility visibility, Duration window, Instant now) {
        this.ledger = ledger;
        this.visibility = visibility;
        this.window = window;
        this.now = now;
    }

    Outcome edit(EditMessage command, LogPosition position) {
        MessageDocument message = ledger.message(command.conversationId(), command.seq());
        String key = ChangeDocument.keyOf(command.conversationId(), command.commandId());
        ChangeDocument done = ledger.carriedOut(key);
        if (done != null) {
            ledger.carryOut(done);
            return new Outcome.Edited(message.changedBy(done), done.at(), false);
        }
        if (!visibility.isThere(message, command.actorId(), position)) {
            return Outcome.Refused.noSuchMessage();
        }
        if (!message.senderId().equals(command.actorId())) {
            return new Outcome.Refused(Refusal.NOT_THE_SENDER, "only its sender may edit a message");
        }
        MessageDocument then = ledger.standingAt(command.commandId());
        return then == null
                ? edit(command, message, position)
                : judge(command, then).orElseGet(() -> unchanged(then));
    }

    private Outcome edit(EditMessage command, MessageDocument message, LogPosition position) {
        Optional<Outcome> judged = judge(command, message);
        if (judged.isPresent()) {
            return judged.get();
        }
        ContentDocument before = message.contents();
        ChangeDocument change = new ChangeDocument(
                ChangeDocument.keyOf(command.conversationId(), command.commandId()),
                command.conversationId(),
                ledger.nextRev(command.conversationId()),
                command.seq(),
                position,
                ChangeDocument.Kind.EDITED,
                ChangeDocument.EVERYBODY,
                command.actorId(),
                now,
                before,
                merge(before, command));
        ledger.record(change);
        return new Outcome.Edited(message.changedBy(change), now, false);
    }

    /** What becomes of an edit that must not, or need not, change the message as it stands; empty if it is to be carried out. */
    private Optional<Outcome> judge(EditMessage command, MessageDocument message) {
        if (message.isDeleted()) {
            return refused(Refusal.MESSAGE_DELETED, "the message was deleted");
        }
        boolean isDirect = message.broadcast() == null;
        if (isDirect && (command.title() != null || command.description() != null)) {
            return refused(Refusal.MALFORMED, "only a broadcast has a title and a description");
        }
        ContentDocument after = merge(message.contents(), command);
        if (after.equals(message.contents())) {
            return Optional.of(unchanged(message));
        }
        if (after.content().isBlank() && after.media().isEmpty()) {
            return refused(Refusal.CONTENT_EMPTY, "content is empty");
        }
        if (isDirect && command.requestedAt().isAfter(message.createdAt().plus(window))) {
            return refused(Refusal.EDIT_WINDOW_OVER, "a message can be edited for " + window.toMinutes() + " minutes");
        }
        return Optional.empty();
    }

    private static Optional<Outcome> refused(Refusal reason, String detail) {
        return Optional.of(new Outcome.Refused(reason, detail));
    }

    /** The message is what it shall be: whoever made it so has told of it, and it takes no number. */
    private static Outcome unchanged(MessageDocument message) {
        Instant since = message.editedAt() == null ? message.createdAt() : message.editedAt();
        return new Outcome.Edited(message, since, true);
    }

    private static ContentDocument merge(ContentDocument before, EditMessage command) {
        return new ContentDocument(
                command.content() == null ? before.content() : command.content(),
                command.media() == null ? before.media() : MessageDocument.media(command.media()),
                command.title() == null ? before.title() : command.title(),
                command.description() == null ? before.description() : command.description());
    }
}
