package org.baraza.acceptance.everything;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message of the model: what it was, what changed it by number, and who has deleted it for themselves. Guarded by its
 * {@link World}.
 */
final class Message {

    private final Placed placed;
    private final String sender;
    private final String key;
    private final Text original;
    /** Edits and the deletion for everybody, by number. */
    private final TreeMap<Long, Change> changes = new TreeMap<>();

    private final Map<String, Long> hiddenBy = new HashMap<>();

    /**
     * Where a message came to stand.
     *
     * @param id its public id
     * @param conversationId where it was sent
     * @param seq its number there
     * @param createdAt when it was stored, as the platform says
     */
    record Placed(String id, String conversationId, long seq, String createdAt) {}

    /**
     * What is said.
     *
     * @param title of a broadcast; null for a direct message
     * @param content the text
     */
    record Text(String title, String content) {}

    /**
     * A change for everybody.
     *
     * @param text what it says since; null if it was deleted
     * @param at when, as the platform says
     */
    private record Change(Text text, String at) {}

    Message(Placed placed, String sender, String key, Text original) {
        this.placed = placed;
        this.sender = sender;
        this.key = key;
        this.original = original;
    }

    void edit(long rev, Text text, String at) {
        changes.put(rev, new Change(text, at));
    }

    void deleteForEverybody(long rev, String at) {
        changes.put(rev, new Change(null, at));
    }

    void hide(String userId, long rev) {
        hiddenBy.put(userId, rev);
    }

    Placed placed() {
        return placed;
    }

    long seq() {
        return placed.seq();
    }

    String sender() {
        return sender;
    }

    /** The sender's own id for it. */
    String key() {
        return key;
    }

    /** The number of the last change for everybody; 0 if there was none. */
    long rev() {
        return changes.isEmpty() ? 0 : changes.lastKey();
    }

    /** The number of the last change that somebody sees of it. */
    long revFor(String userId) {
        return Math.max(rev(), hiddenBy.getOrDefault(userId, 0L));
    }

    boolean isDeleted() {
        return !changes.isEmpty() && changes.lastEntry().getValue().text() == null;
    }

    boolean isHiddenFor(String userId) {
        return hiddenBy.containsKey(userId);
    }

    /** Whether somebody is shown that it was deleted, where it is shown at all. */
    boolean isDeletedFor(String userId) {
        return isDeleted() || isHiddenFor(userId);
    }

    /** What it says now; null if it was deleted for everybody. */
    Text text() {
        return changes.isEmpty() ? original : changes.lastEntry().getValue().text();
    }

    /** When its text was changed last; null if never. */
    String editedAt() {
        return changes.descendingMap().values().stream()
                .filter(change -> change.text() != null)
                .map(Change::at)
                .findFirst()
                .orElse(null);
    }
}
