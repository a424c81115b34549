package org.baraza.contracts.notification;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.baraza.contracts.user.UserProfile;

/**
 * A notification as the clients know it.
 *
 * @param id its id, to be marked read by
 * @param type what caused it, for example {@code NEW_MESSAGE}
 * @param title the headline
 * @param message one line of text
 * @param sender who caused it; may be null
 * @param isRead whether the person has seen it
 * @param actionUrl where a click leads, relative to the website; may be null
 * @param createdAt when it was last caused
 * @param metadata what else a client may want, by type; for {@code NEW_MESSAGE} {@code conversationId}, {@code messageId}
 *     and {@code count}
 */
public record NotificationView(
        String id,
        String type,
        String title,
        String message,
        UserProfile sender,
        @JsonProperty("isRead") boolean isRead,
        String actionUrl,
        Instant createdAt,
        Map<String, Object> metadata) {

    /** Leaves the text out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "NotificationView[" + id + "]";
    }
}
