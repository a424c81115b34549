package org.baraza.notification.message;

import java.util.ArrayList;
import java.util.List;

import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.notification.inbox.NotificationDocument;

/** What one person is to be told of one conversation, worked out the slow way: each event once, every message kept. */
final class InboxModel {

    private final String userId;
    private final List<MessageSent> run = new ArrayList<>();
    private boolean read;

    InboxModel(String userId) {
        this.userId = userId;
    }

    void on(MessageEvent event) {
        if (event instanceof MessageSent sent) {
            if (sent.receiverId().equals(userId)) {
                receive(sent);
            } else {
                readUpTo(sent.seq());
            }
        } else if (event instanceof ConversationRead reading
                && reading.readerId().equals(userId)) {
            readUpTo(reading.seq());
        }
    }

    void markByHand() {
        read = true;
    }

    boolean isUnread() {
        return !run.isEmpty() && !read;
    }

    /** The id that clients know the current run by. */
    String publicId() {
        return last().conversationId() + "~" + run.get(0).seq();
    }

    boolean agreesWith(NotificationDocument document) {
        if (run.isEmpty()) {
            return document == null;
        }
        return document != null
                && document.userId().equals(userId)
                && document.conversationId().equals(last().conversationId())
                && document.senderId().equals(last().senderId())
                && document.firstSeq() == run.get(0).seq()
                && document.lastSeq() == last().seq()
                && document.count() == run.size()
                && document.isRead() == read
                && document.preview().equals(last().message().content())
                && document.createdAt().equals(last().createdAt());
    }

    @Override
    public String toString() {
        return userId + " " + run.stream().map(MessageSent::seq).toList() + (read ? " read" : "");
    }

    private void receive(MessageSent message) {
        if (read) {
            run.clear();
        }
        read = false;
        run.add(message);
    }

    private void readUpTo(long seq) {
        read |= !run.isEmpty() && last().seq() <= seq;
    }

    private MessageSent last() {
        return run.get(run.size() - 1);
    }
}
