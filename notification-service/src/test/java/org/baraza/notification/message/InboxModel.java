package org.baraza.notification.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.notification.inbox.NotificationDocument;

/** What one person is to be told of one conversation, worked out the slow way: each event once, every message kept. */
final class InboxModel {

    private final String userId;
    private final List<MessageSent> run = new ArrayList<>();
    /** Of messages that were not deleted, by number. */
    private final Map<Long, String> texts = new HashMap<>();

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
        } else if (event instanceof MessageEdited edited) {
            texts.computeIfPresent(edited.seq(), (seq, text) -> edited.message().content());
        } else if (event instanceof MessageDeleted deleted
                && (deleted.scope() == DeletionScope.EVERYONE
                        || deleted.actorId().equals(userId))) {
            texts.remove(deleted.seq());
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
                && Objects.equals(document.preview(), texts.get(last().seq()))
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
        texts.put(message.seq(), message.message().content());
    }

    private void readUpTo(long seq) {
        read |= !run.isEmpty() && last().seq() <= seq;
    }

    private MessageSent last() {
        return run.get(run.size() - 1);
    }
}
