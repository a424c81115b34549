package org.baraza.acceptance.everything;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.baraza.contracts.ConversationId;

/** A direct conversation of the model, with the notification that each of its two people has of it. */
final class Talk extends Conversation {

    private final List<String> people;
    private final Map<String, Long> archived = new HashMap<>();
    /** By person, the numbers up to which a notification was cleared. */
    private final Map<String, TreeSet<Long>> cleared = new HashMap<>();
    /** By person, the last message of the notification that they have deleted. */
    private final Map<String, Long> deleted = new HashMap<>();

    private final Set<String> uncertain = new HashSet<>();

    /**
     * A notification: of the messages that came since it was last cleared.
     *
     * @param first number of the first of them
     * @param last the last of them
     * @param count how many they are
     * @param isRead whether it was cleared since
     */
    record Notification(long first, Message last, long count, boolean isRead) {}

    Talk(String id) {
        super(id);
        this.people = new ConversationId(id).participants();
    }

    List<String> people() {
        return people;
    }

    String otherThan(String userId) {
        return people.get(0).equals(userId) ? people.get(1) : people.get(0);
    }

    @Override
    void add(Message message) {
        super.add(message);
        clear(message.sender(), message.seq());
    }

    /** Somebody has read as far as it went: what came before is no news any more. */
    void readToTheEnd(String userId, long seq) {
        read(userId, seq);
        clear(userId, seq);
    }

    /** Somebody has read up to a message while nothing was being sent. A part read leaves the notification as it is. */
    void readUpTo(String userId, long seq) {
        read(userId, seq);
        if (cursorOf(userId) >= lastFor(userId)) {
            clear(userId, cursorOf(userId));
        }
    }

    void clear(String userId, long upTo) {
        cleared.computeIfAbsent(userId, absent -> new TreeSet<>()).add(upTo);
    }

    /** Nothing is being sent. */
    void archive(String userId) {
        archived.put(userId, head());
    }

    boolean isShownTo(String userId) {
        return archived.getOrDefault(userId, 0L) < head();
    }

    /** Nothing is being sent, and the notification is known to the person. */
    void deleteNotification(String userId) {
        deleted.put(userId, lastFor(userId));
        clear(userId, lastFor(userId));
    }

    /** The notification that somebody has of it; null if they have none, or have deleted it. */
    Notification notificationOf(String userId) {
        long last = lastFor(userId);
        if (last == 0 || deleted.getOrDefault(userId, 0L) == last) {
            return null;
        }
        TreeSet<Long> clearings = cleared.getOrDefault(userId, new TreeSet<>());
        Long before = clearings.lower(last);
        TreeMap<Long, Message> since = new TreeMap<>();
        messages().stream()
                .filter(message -> !message.sender().equals(userId))
                .filter(message -> before == null || message.seq() > before)
                .forEach(message -> since.put(message.seq(), message));
        return new Notification(
                since.firstKey(), since.lastEntry().getValue(), since.size(), clearings.ceiling(last) != null);
    }

    /**
     * A read was sent more than once: each time it may have cleared the notification, and only the last time is known. What
     * the notification counts is certain again once the conversation was read and another message came.
     */
    void doubt(String userId) {
        uncertain.add(userId);
    }

    /** Those whose notification is uncertain; certain from now on. */
    Set<String> settle() {
        Set<String> people = Set.copyOf(uncertain);
        uncertain.clear();
        return people;
    }

    private long lastFor(String userId) {
        return messages().stream()
                .filter(message -> !message.sender().equals(userId))
                .mapToLong(Message::seq)
                .max()
                .orElse(0);
    }
}
