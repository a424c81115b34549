package org.baraza.notification.testing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.baraza.contracts.notification.PostNotification;

/** What other systems of the community post. */
public final class Posts {

    public static final Instant THEN = Instant.parse("2026-11-01T12:00:00.123Z");

    private Posts() {}

    /** A like, under an id that no other test uses. */
    public static PostNotification like(String userId, String senderId) {
        return like("like/" + UUID.randomUUID(), userId, senderId);
    }

    public static PostNotification like(String id, String userId, String senderId) {
        return post(id, userId, senderId, Map.of("postId", "p1", "likes", 3));
    }

    public static PostNotification post(String id, String userId, String senderId, Map<String, Object> metadata) {
        return new PostNotification(
                id,
                userId,
                "LIKE",
                "Amina likes your post",
                "Behind the scenes of our film",
                senderId,
                "/posts/p1",
                metadata,
                null,
                THEN);
    }
}
