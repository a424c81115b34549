package org.baraza.contracts;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The id of a conversation.
 *
 * <p>A direct conversation's id is derived from its two participants, {@code dm.<lower>.<higher>} in the order of their
 * ids: there is nothing to create and no race to lose, and who takes part is read from the id itself. A broadcast's is
 * derived from its sender and the sender's own id for it, {@code bc.<hash>}: the same send never makes two.
 *
 * @param value the id as it stands on the wire
 */
public record ConversationId(String value) {

    private static final String DIRECT_PREFIX = "dm.";
    private static final Pattern BROADCAST = Pattern.compile("bc\\.[0-9a-f]{32}");
    private static final int BROADCAST_HASH_BYTES = 16;

    public ConversationId {
        if (!isValid(value)) {
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
        return value != null && (isDirect(value) || BROADCAST.matcher(value).matches());
    }

    /**
     * The conversation of a broadcast.
     *
     * @param senderId who sends it
     * @param clientMessageId the sender's own id for it
     */
    public static ConversationId broadcast(String senderId, String clientMessageId) {
        byte[] hash = sha256(new UserId(senderId).value() + '/' + clientMessageId);
        return new ConversationId("bc." + HexFormat.of().formatHex(hash, 0, BROADCAST_HASH_BYTES));
    }

    /** Whether it is that of a broadcast; else it is a direct conversation. */
    public boolean isBroadcast() {
        return !isDirect(value);
    }

    /** Whether the id alone does not rule out that {@code userId} has to do with it; who sees a broadcast it does not say. */
    public boolean mayConcern(String userId) {
        return isBroadcast() || hasParticipant(userId);
    }

    /** The two people of a direct conversation, in the order of their ids; nobody for a broadcast. */
    public List<String> participants() {
        if (isBroadcast()) {
            return List.of();
        }
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

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
