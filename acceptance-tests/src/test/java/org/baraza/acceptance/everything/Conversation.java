package org.baraza.acceptance.everything;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What any conversation of the model has: messages and changes in the order that their numbers say, and how far each person
 * has read. Guarded by its {@link World}.
 */
abstract class Conversation {

    private final String id;
    private final TreeMap<Long, Message> messages = new TreeMap<>();
    /** What each change was, by its number. */
    private final TreeMap<Long, String> changes = new TreeMap<>();

    private final Map<String, Long> cursors = new HashMap<>();

    Conversation(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** @throws AssertionError if another message has its number */
    void add(Message message) {
        Message other = messages.putIfAbsent(message.seq(), message);
        assertThat(other == null || other.key().equals(message.key()))
                .as("number %d of %s was given to two messages", message.seq(), id)
                .isTrue();
        read(message.sender(), message.seq());
    }

    /**
     * A change has a number.
     *
     * @param what it was; the same change may say so again
     * @throws AssertionError if another change has the number
     */
    void change(long rev, String what) {
        String other = changes.putIfAbsent(rev, what);
        assertThat(other == null || other.equals(what))
                .as("change %d of %s: %s, and %s", rev, id, other, what)
                .isTrue();
    }

    void read(String userId, long seq) {
        cursors.merge(userId, seq, Math::max);
    }

    long cursorOf(String userId) {
        return cursors.getOrDefault(userId, 0L);
    }

    boolean hasRead(String userId, Message message) {
        return cursorOf(userId) >= message.seq();
    }

    Collection<Message> messages() {
        return messages.values();
    }

    Message message(long seq) {
        return messages.get(seq);
    }

    Message last() {
        return messages.lastEntry().getValue();
    }

    long head() {
        return messages.lastKey();
    }

    /** The number of the last change of any kind. */
    long headRev() {
        return changes.isEmpty() ? 0 : changes.lastKey();
    }

    /** @throws AssertionError if a number of a message or change is missing */
    void requireNoGaps() {
        assertThat(messages.keySet())
                .as("messages of %s", id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, messages.size()).boxed().toList());
        assertThat(changes.keySet())
                .as("changes of %s", id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, changes.size()).boxed().toList());
    }
}
