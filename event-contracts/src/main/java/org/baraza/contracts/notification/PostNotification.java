package org.baraza.contracts.notification;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

import org.baraza.contracts.EventType;
import org.baraza.contracts.UserId;
import org.baraza.contracts.broadcast.Priority;

/**
 * Another system of the community wants a person to be told something: a like, a comment, a connection request, an accepted
 * application. Keyed by the person on {@code notification-commands}.
 *
 * @param id the other system's own id for it, 1 to {@value #MAX_ID_LENGTH} visible ASCII characters: the same id never makes
 *     two notifications for a person
 * @param userId who is told
 * @param type what it is, for example {@code LIKE}: upper-case letters, digits and {@code _}, at most
 *     {@value #MAX_TYPE_LENGTH}
 * @param title the headline, at most {@value #MAX_TITLE_LENGTH} characters
 * @param message one line of text, at most {@value #MAX_MESSAGE_LENGTH} characters; may be null
 * @param senderId who caused it; null for nobody
 * @param actionUrl where a click leads, a path of the website that begins with one {@code /}; may be null
 * @param metadata what else a client may want, at most {@value #MAX_METADATA} entries; may be null
 * @param priority how much it matters; null for {@code NORMAL}
 * @param occurredAt when it happened
 */
@EventType("org.baraza.notification.post.v1")
public record PostNotification(
        String id,
        String userId,
        String type,
        String title,
        String message,
        String senderId,
        String actionUrl,
        Map<String, Object> metadata,
        Priority priority,
        Instant occurredAt)
        implements NotificationCommand {

    public static final int MAX_ID_LENGTH = 128;
    public static final int MAX_TYPE_LENGTH = 64;
    public static final int MAX_TITLE_LENGTH = 200;
    public static final int MAX_MESSAGE_LENGTH = 1_000;
    public static final int MAX_ACTION_URL_LENGTH = 2_048;
    public static final int MAX_METADATA = 32;

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1," + MAX_ID_LENGTH + "}");
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]{0," + (MAX_TYPE_LENGTH - 1) + "}");
    private static final Pattern PATH = Pattern.compile("/(?!/)[^\\s\\\\]*");

    public PostNotification {
        new UserId(userId);
        require(id != null && ID.matcher(id).matches(), "id must be 1 to 128 visible ASCII characters");
        require(type != null && TYPE.matcher(type).matches(), "type must be upper-case letters, digits and _");
        require(
                title != null && !title.isBlank() && title.length() <= MAX_TITLE_LENGTH,
                "title must have 1 to 200 characters");
        require(message == null || message.length() <= MAX_MESSAGE_LENGTH, "message has more than 1000 characters");
        require(senderId == null || UserId.isValid(senderId), "senderId is not the id of a person");
        require(
                actionUrl == null
                        || actionUrl.length() <= MAX_ACTION_URL_LENGTH
                                && PATH.matcher(actionUrl).matches(),
                "actionUrl must be a path of the website");
        metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
        require(metadata.size() <= MAX_METADATA, "metadata has more than 32 entries");
        priority = priority == null ? Priority.NORMAL : priority;
        require(occurredAt != null, "occurredAt is required");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Leaves the texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "PostNotification[" + id + " of type " + type + " for " + userId + "]";
    }
}
