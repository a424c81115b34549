package org.baraza.conversation.projection;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.conversation.conversation.ConversationChange;
import org.baraza.conversation.conversation.LastMessageDocument;
import org.baraza.conversation.conversation.MessageChange;

/**
 * Folds a batch of events into one {@link ConversationChange} per conversation, so that a conversation is written once
 * however many of its events came together. Only maxima are taken: events that are doubled or that came before change
 * nothing. An edit or deletion of a message that is not the last one leaves nothing but its number.
 */
final class BatchFold {

    private final ConversationId id;
    private final Map<String, Long> cursors = new HashMap<>();
    private final Map<String, Long> reads = new HashMap<>();
    private final Map<String, Long> archived = new HashMap<>();
    /** By message and then by their own numbers. */
    private final NavigableMap<Long, NavigableMap<Long, MessageChange>> messageChanges = new TreeMap<>();

    private LastMessageDocument lastMessage;
    private long headRev;

    private BatchFold(ConversationId id) {
        this.id = id;
    }

    /**
     * What the events do; those that do nothing to a conversation are passed over.
     *
     * @throws IllegalArgumentException if one of them cannot be true
     */
    static Collection<ConversationChange> of(List<MessageEvent> events) {
        Map<String, BatchFold> folds = new LinkedHashMap<>();
        for (MessageEvent event : events) {
            if (event instanceof MessageSent sent) {
                foldOf(folds, sent).sent(sent);
            } else if (event instanceof ConversationRead read) {
                foldOf(folds, read).read(read);
            } else if (event instanceof MessageEdited edited && !edited.changesNothing()) {
                foldOf(folds, edited).edited(edited);
            } else if (event instanceof MessageDeleted deleted) {
                foldOf(folds, deleted).deleted(deleted);
            } else if (event instanceof ConversationArchived hidden) {
                foldOf(folds, hidden).archived(hidden);
            }
        }
        return folds.values().stream().map(BatchFold::change).toList();
    }

    private static BatchFold foldOf(Map<String, BatchFold> folds, MessageEvent event) {
        ConversationId id = new ConversationId(event.conversationId());
        return folds.computeIfAbsent(id.value(), key -> new BatchFold(id));
    }

    private void sent(MessageSent event) {
        requireMember("sender", event.senderId());
        LastMessageDocument message = LastMessageDocument.of(event);
        if (lastMessage == null || lastMessage.seq() < message.seq()) {
            lastMessage = message;
        }
        cursors.merge(event.senderId(), event.seq(), Math::max);
    }

    private void read(ConversationRead event) {
        requireMember("reader", event.readerId());
        if (event.seq() < 0 || event.seq() > event.head()) {
            throw new IllegalArgumentException("a cursor is between 0 and the head: " + event.seq());
        }
        reads.merge(event.readerId(), event.seq(), Math::max);
        cursors.merge(event.readerId(), event.seq(), Math::max);
    }

    private void edited(MessageEdited event) {
        requireMember("editor", event.editorId());
        changed(event.rev(), MessageChange.of(event));
    }

    private void deleted(MessageDeleted event) {
        requireMember("actor", event.actorId());
        changed(event.rev(), MessageChange.of(event));
    }

    private void changed(long rev, MessageChange change) {
        headRev = Math.max(headRev, rev);
        messageChanges.computeIfAbsent(change.seq(), seq -> new TreeMap<>()).put(rev, change);
    }

    private void archived(ConversationArchived event) {
        requireMember("archiver", event.userId());
        if (event.head() < 0) {
            throw new IllegalArgumentException("a head is not negative: " + event.head());
        }
        archived.merge(event.userId(), event.head(), Math::max);
    }

    private void requireMember(String role, String userId) {
        if (userId == null || !id.hasParticipant(userId)) {
            throw new IllegalArgumentException(role + " takes no part in the conversation");
        }
    }

    private ConversationChange change() {
        MessageChange ofLast = lastMessage == null ? null : changeOf(lastMessage.seq());
        return new ConversationChange(
                id,
                ofLast == null ? lastMessage : ofLast.applyTo(lastMessage),
                messageChanges.isEmpty() ? null : changeOf(messageChanges.lastKey()),
                headRev,
                cursors,
                reads,
                archived);
    }

    private MessageChange changeOf(long seq) {
        return messageChanges.getOrDefault(seq, Collections.emptyNavigableMap()).values().stream()
                .reduce(MessageChange::then)
                .orElse(null);
    }
}
