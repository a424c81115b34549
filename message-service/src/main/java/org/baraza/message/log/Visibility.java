package org.baraza.message.log;

import org.baraza.message.BroadcastAccess;
import org.baraza.message.People;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;

/** Whether somebody can see what their command is about. Who takes part in a direct conversation, its commands know. */
final class Visibility {

    private final Ledger ledger;
    private final BroadcastAccess access;

    Visibility(Ledger ledger, People people) {
        this.ledger = ledger;
        this.access = new BroadcastAccess(people);
    }

    /** Whether there is this message for somebody, at a place in the log: it may have come after it. */
    boolean isThere(MessageDocument message, String userId, LogPosition position) {
        boolean wasThere = message != null
                && (message.position() == null || !message.position().isAfter(position));
        return wasThere && (message.broadcast() == null || maySee(message, userId));
    }

    /** The message of a broadcast, if somebody may see it; else null. */
    MessageDocument broadcast(String conversationId, String userId) {
        MessageDocument message = ledger.message(conversationId, MessageDocument.BROADCAST_SEQ);
        return message != null && maySee(message, userId) ? message : null;
    }

    boolean isRecipient(MessageDocument broadcast, String userId) {
        return access.isRecipient(broadcast, userId, ledger.isNamed(broadcast.conversationId(), userId));
    }

    private boolean maySee(MessageDocument broadcast, String userId) {
        return access.maySee(broadcast, userId, ledger.isNamed(broadcast.conversationId(), userId));
    }
}
