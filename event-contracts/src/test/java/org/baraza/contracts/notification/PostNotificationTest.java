package org.baraza.contracts.notification;

import java.time.Instant;
import java.util.Map;

import org.baraza.contracts.broadcast.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PostNotificationTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void isOfNormalPriorityWithoutMetadataUnlessItSaysOtherwise() {
        // When
        PostNotification post = post("like-1", "LIKE", "Amina likes your post", "amina", "/posts/1");

        // Then
        assertThat(post.priority()).isEqualTo(Priority.NORMAL);
        assertThat(post.metadata()).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        ",LIKE,title,amina,/posts/1",
        "'like 1',LIKE,title,amina,/posts/1",
        "like-1,like,title,amina,/posts/1",
        "like-1,,title,amina,/posts/1",
        "like-1,LIKE,' ',amina,/posts/1",
        "like-1,LIKE,,amina,/posts/1",
        "like-1,LIKE,title,{$ne:1},/posts/1",
        "like-1,LIKE,title,amina,https://elsewhere.example.org/",
        "like-1,LIKE,title,amina,//elsewhere.example.org/",
        "like-1,LIKE,title,amina,/\\\\elsewhere.example.org/",
        "like-1,LIKE,title,amina,posts/1"
    })
    void isRefused(String id, String type, String title, String senderId, String actionUrl) {
        assertThatIllegalArgumentException().isThrownBy(() -> post(id, type, title, senderId, actionUrl));
    }

    private static PostNotification post(String id, String type, String title, String senderId, String actionUrl) {
        return new PostNotification(id, "baraka", type, title, null, senderId, actionUrl, null, null, NOW);
    }
}
