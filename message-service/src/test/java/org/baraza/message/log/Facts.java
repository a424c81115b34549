package org.baraza.message.log;

import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;

/** What an event says, texts included, without times and the ids of commands. */
record Facts(MessageEvent event) {

    @Override
    public String toString() {
        String what = event.getClass().getSimpleName() + ' ' + event.conversationId() + ' ';
        if (event instanceof MessageSent sent) {
            return what + view(sent.message());
        }
        if (event instanceof BroadcastSent sent) {
            return what + sent.audience() + ' ' + view(sent.message());
        }
        if (event instanceof MessageEdited edited) {
            return what
                    + edited.rev()
                    + ' '
                    + edited.editorId()
                    + ' '
                    + edited.receiverId()
                    + ' '
                    + view(edited.message());
        }
        if (event instanceof MessageDeleted deleted) {
            return what + deleted.seq() + ' ' + deleted.rev() + ' ' + deleted.actorId() + ' ' + deleted.scope();
        }
        if (event instanceof ConversationRead read) {
            return what + read.readerId() + ' ' + read.seq() + ' ' + read.head();
        }
        if (event instanceof ConversationArchived archived) {
            return what + archived.userId() + ' ' + archived.head();
        }
        if (event instanceof CommandRefused refused) {
            return what + refused.reason();
        }
        return what;
    }

    private static String view(MessageView view) {
        return view.seq() + " " + view.rev() + ' ' + view.content() + ' ' + view.isEdited() + ' ' + view.isDeleted();
    }
}
