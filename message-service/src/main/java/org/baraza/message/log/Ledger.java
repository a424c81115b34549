package org.baraza.message.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.message.store.AudienceDocument;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.HideDocument;
import org.baraza.message.store.MessageDocument;

/**
 * Where everything stands while a batch is being planned: what is known from before, and what the commands planned so far
 * have added. The planners read and write it in the order of the log.
 */
final class Ledger {

    private final KnownState known;
    /** The last number given in each conversation. */
    private final Map<String, Long> heads;

    private final Map<String, Long> revs;
    private final Map<String, MessageDocument> newMessages = new LinkedHashMap<>();
    private final List<AudienceDocument> newAudiences = new ArrayList<>();
    private final Map<String, Set<String>> newNames = new HashMap<>();
    private final Map<String, ChangeDocument> newChanges = new LinkedHashMap<>();
    private final Map<MessageId, MessageDocument> messages;
    private final Map<MessageId, MessageDocument> changed = new LinkedHashMap<>();
    private final Map<String, Long> settled = new HashMap<>();
    private final Map<String, HideDocument> hidden = new LinkedHashMap<>();
    private final Map<String, CursorDocument> cursors = new LinkedHashMap<>();

    Ledger(KnownState known) {
        this.known = known;
        this.heads = new HashMap<>(known.heads());
        this.revs = new HashMap<>(known.changes().revs());
        this.messages = new HashMap<>(known.changes().messages());
    }

    /** The message that a send of this key made before; null if none did. */
    MessageDocument sent(String key) {
        return known.stored().getOrDefault(key, newMessages.get(key));
    }

    /** The number of the next message of a conversation. */
    long nextSeq(String conversationId) {
        return heads.merge(conversationId, 1L, Long::sum);
    }

    void send(MessageDocument message) {
        newMessages.put(message.id(), message);
        messages.put(idOf(message.conversationId(), message.seq()), message);
    }

    void publish(MessageDocument message, AudienceDocument audience) {
        newAudiences.add(audience);
        newNames.put(audience.id(), Set.copyOf(audience.recipientIds()));
        send(message);
    }

    /** A message as it stands at this point of the plan; null if there is none. */
    MessageDocument message(String conversationId, long seq) {
        return messages.get(idOf(conversationId, seq));
    }

    /** What a command did before; null if it is not known to have done anything. */
    ChangeDocument carriedOut(String key) {
        return known.changes().carriedOut().getOrDefault(key, newChanges.get(key));
    }

    /** For an edit that was carried out before and changed nothing: the message as it stood then; else null. */
    MessageDocument standingAt(String commandId) {
        return known.changes().earlier().get(commandId);
    }

    /** What somebody has deleted for themselves; null if they have not. */
    HideDocument hidden(String conversationId, String userId, long seq) {
        String key = HideDocument.keyOf(conversationId, userId, seq);
        return hidden.getOrDefault(key, known.changes().hides().get(key));
    }

    /** The number of the next change of a conversation. */
    long nextRev(String conversationId) {
        return revs.merge(conversationId, 1L, Long::sum);
    }

    void record(ChangeDocument change) {
        newChanges.put(change.id(), change);
        carryOut(change);
    }

    /** Has a stored change take effect, which an earlier attempt may not have come to. */
    void carryOut(ChangeDocument change) {
        settled.merge(change.conversationId(), change.rev(), Math::max);
        if (change.isForOne()) {
            HideDocument hide = HideDocument.of(change);
            hidden.put(hide.id(), hide);
            return;
        }
        MessageId id = idOf(change.conversationId(), change.seq());
        MessageDocument before = messages.get(id);
        if (before.rev() <= change.rev()) {
            MessageDocument after = before.changedBy(change);
            messages.put(id, after);
            changed.put(id, after);
        }
    }

    /** Whether the audience of a broadcast names somebody. */
    boolean isNamed(String conversationId, String userId) {
        return newNames.getOrDefault(conversationId, Set.of()).contains(userId)
                || known.changes().named().contains(CursorDocument.keyOf(conversationId, userId));
    }

    /**
     * What goes by all that is there covers: not what stands after it in the log and was stored when both were carried out
     * before.
     */
    long placeOf(String conversationId, String commandId) {
        long head = head(conversationId);
        boolean numberedHere = head > known.heads().getOrDefault(conversationId, 0L);
        return numberedHere ? head : known.places().getOrDefault(commandId, head);
    }

    long head(String conversationId) {
        return heads.getOrDefault(conversationId, 0L);
    }

    /** @return where the cursor stands afterwards */
    long raiseCursor(String conversationId, String userId, long seq, Instant readAt) {
        String key = CursorDocument.keyOf(conversationId, userId);
        CursorDocument raised = cursors.get(key);
        long before =
                Math.max(raised == null ? 0 : raised.seq(), known.cursors().getOrDefault(key, 0L));
        if (seq > before) {
            cursors.put(key, CursorDocument.of(conversationId, userId, seq, readAt));
        }
        return Math.max(seq, before);
    }

    /** Sees to it that somebody has a cursor, wherever it stands: by it they find the conversation. */
    void openCursor(String conversationId, String userId) {
        cursors.putIfAbsent(
                CursorDocument.keyOf(conversationId, userId), CursorDocument.of(conversationId, userId, 0, null));
    }

    /** The last number of each conversation. */
    Map<String, Long> heads() {
        return heads;
    }

    /** The messages to be stored, each conversation's in the order of their numbers. */
    List<MessageDocument> newMessages() {
        return List.copyOf(newMessages.values());
    }

    /** The audiences to be stored. */
    List<AudienceDocument> newAudiences() {
        return newAudiences;
    }

    /** The changes to be stored, each conversation's in the order of their numbers. */
    List<ChangeDocument> newChanges() {
        return List.copyOf(newChanges.values());
    }

    /** The messages that changes left different, as they stand at the end. */
    Collection<MessageDocument> changedMessages() {
        return changed.values();
    }

    /** Up to which change each conversation is settled. */
    Map<String, Long> settledRevs() {
        return settled;
    }

    /** Whether a conversation begins in which somebody has no cursor yet. */
    boolean opensConversations() {
        return cursors.values().stream().anyMatch(cursor -> cursor.seq() == 0);
    }

    /** What people of the batch have deleted for themselves. */
    Collection<HideDocument> hiddenMessages() {
        return hidden.values();
    }

    /** The cursors to be raised. */
    Collection<CursorDocument> raisedCursors() {
        return cursors.values();
    }

    static MessageId idOf(String conversationId, long seq) {
        return new MessageId(new ConversationId(conversationId), seq);
    }
}
