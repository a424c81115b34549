package org.baraza.message.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;

/** Somebody who misses nothing: what one person has to see after all events, by the rules of the protocol. */
final class Witness {

    private final String userId;
    private final String chapterId;
    private final Map<String, TreeMap<Long, String>> messages = new HashMap<>();

    Witness(String userId, String chapterId) {
        this.userId = userId;
        this.chapterId = chapterId;
    }

    /** The conversations of the person. */
    Set<String> conversations() {
        return messages.keySet();
    }

    /** What the person sees of one, by number. */
    Map<Long, String> shown(String conversationId) {
        return messages.get(conversationId);
    }

    void see(MessageEvent event) {
        if (event instanceof MessageSent sent && concerns(sent.conversationId())) {
            put(sent.message());
        } else if (event instanceof BroadcastSent sent
                && (sent.senderId().equals(userId) || sent.audience().includes(userId, chapterId))) {
            put(sent.message());
        } else if (event instanceof MessageEdited edited && shows(edited.conversationId(), edited.seq())) {
            put(edited.message());
        } else if (event instanceof MessageDeleted deleted && shows(deleted.conversationId(), deleted.seq())) {
            delete(deleted);
        }
    }

    private void delete(MessageDeleted deleted) {
        TreeMap<Long, String> shown = messages.get(deleted.conversationId());
        if (deleted.scope() == DeletionScope.EVERYONE) {
            String wasEdited = shown.get(deleted.seq()).split("\\|", -1)[2];
            shown.put(deleted.seq(), "|true|" + wasEdited + "|" + deleted.rev());
        } else if (deleted.actorId().equals(userId)) {
            shown.remove(deleted.seq());
        }
    }

    private boolean concerns(String conversationId) {
        return new ConversationId(conversationId).hasParticipant(userId);
    }

    private boolean shows(String conversationId, long seq) {
        return messages.containsKey(conversationId)
                && messages.get(conversationId).containsKey(seq);
    }

    private void put(MessageView view) {
        messages.computeIfAbsent(view.conversationId(), absent -> new TreeMap<>())
                .put(view.seq(), view.content() + "|" + view.isDeleted() + "|" + view.isEdited() + "|" + view.rev());
    }
}
