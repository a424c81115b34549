package org.baraza.notification.inbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The public id of a notification, the opaque string {@code <cause>~<occurrence>}. A cause that was read and then happens
 * again has another occurrence, so an id that a client kept from before never marks the newer notification read.
 *
 * @param cause what it is about; for {@code NEW_MESSAGE} the conversation, for what another system posted {@link #posted}
 * @param occurrence which of its occurrences; for {@code NEW_MESSAGE} the number of the first unread message, else 1
 */
public record NotificationId(String cause, long occurrence) {

    private static final char SEPARATOR = '~';
    private static final String POSTED_PREFIX = "post.";
    private static final int POSTED_HASH_BYTES = 16;
    private static final int MAX_LENGTH = 256;
    private static final Pattern GRAMMAR = Pattern.compile("([A-Za-z0-9._-]{1,200})~([1-9][0-9]{0,17})");

    /** Reads a public id; empty if it is not one, whatever it holds instead. */
    public static Optional<NotificationId> parse(String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = GRAMMAR.matcher(text);
        return matcher.matches()
                ? Optional.of(new NotificationId(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** What another system posted under an id of its own, which may hold what ours may not. */
    public static NotificationId posted(String postId) {
        byte[] hash = sha256(postId);
        return new NotificationId(POSTED_PREFIX + HexFormat.of().formatHex(hash, 0, POSTED_HASH_BYTES), 1);
    }

    /** The key of a person's notification of a cause: there is one document for all its occurrences. */
    public static String documentKey(String userId, String cause) {
        return userId + SEPARATOR + cause;
    }

    /** Whose notification has this key. */
    static String ownerOf(String documentKey) {
        return documentKey.substring(0, documentKey.indexOf(SEPARATOR));
    }

    /** What the notification with this key is about. */
    static String causeOf(String documentKey) {
        return documentKey.substring(documentKey.indexOf(SEPARATOR) + 1);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return cause + SEPARATOR + occurrence;
    }
}
