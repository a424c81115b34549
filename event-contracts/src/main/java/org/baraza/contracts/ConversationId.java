package org.baraza.contracts;

import java.util.List;

/**
 * The id of a conversation.
 *
 * <p>A direct conversation's id is derived from its two participants, {@code dm.<lower>.<higher>} in the order of their
 * ids: there is nothing to create and no race to lose, and who takes part is read from the id itself.
 *
 * @param value the id as it stands on the wire
 */
public record ConversationId(String value) {

    private static final String DIRECT_PREFIX = "dm.";

    public ConversationId {
        if (value == null || !isDirect(value)) {
            throw new IllegalArgumentException("not the id of a conversation");
        }
    }

    /**
     * The direct conversation of two different people, whichever is named first.
     *
     * @throws IllegalArgumentException if an id is malformed or both are the same
     */
    public static ConversationId direct(String oneUserId, String otherUserId) {
        String one = new UserId(oneUserId).value();
        String other = new UserId(otherUserId).value();
        return new ConversationId(DIRECT_PREFIX + (one.compareTo(other) < 0 ? one + '.' + other : other + '.' + one));
    }

    /** Whether {@code value} is a well-formed conversation id. */
    public static boolean isValid(String value) {
        return value != null && isDirect(value);
    }

    /** The two people of a direct conversation, in the order of their ids. */
    public List<String> participants() {
        int separator = separatorOf(value);
        return List.of(value.substring(DIRECT_PREFIX.length(), separator), value.substring(separator + 1));
    }

    /** Whether {@code userId} is one of the two people. */
    public boolean hasParticipant(String userId) {
        return participants().contains(userId);
    }

    /**
     * The person on the other side of {@code userId}.
     *
     * @throws IllegalArgumentException if {@code userId} takes no part
     */
    public String otherThan(String userId) {
        List<String> both = participants();
        if (!both.contains(userId)) {
            throw new IllegalArgumentException("not a participant of the conversation");
        }
        return both.get(0).equals(userId) ? both.get(1) : both.get(0);
    }

    private static boolean isDirect(String value) {
        int separator = separatorOf(value);
        if (!value.startsWith(DIRECT_PREFIX) || separator <= DIRECT_PREFIX.length()) {
            return false;
        }
        String lower = value.substring(DIRECT_PREFIX.length(), separator);
        String higher = value.substring(separator + 1);
        return UserId.isValid(lower) && UserId.isValid(higher) && lower.compareTo(higher) < 0;
    }

    private static int separatorOf(String value) {
        return value.indexOf('.', DIRECT_PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
