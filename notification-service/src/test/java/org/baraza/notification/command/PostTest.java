package org.baraza.notification.command;

import java.time.Instant;
import java.util.Map;

import io.opentelemetry.context.Context;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.notification.testing.Posts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostTest {

    @Test
    void whatIsPostedIsKeptAsItCame() {
        // When
        NotificationDocument document =
                of(Posts.like("like/1", "bob", "amina"), 7).document();

        // Then
        assertThat(document)
                .returns("bob", NotificationDocument::userId)
                .returns("amina", NotificationDocument::senderId)
                .returns("LIKE", NotificationDocument::type)
                .returns(null, NotificationDocument::conversationId)
                .returns("Behind the scenes of our film", NotificationDocument::preview)
                .returns(Posts.THEN, NotificationDocument::createdAt)
                .returns(false, NotificationDocument::isRead);
        assertThat(document.posted())
                .returns("Amina likes your post", NotificationDocument.Posted::title)
                .returns("/posts/p1", NotificationDocument.Posted::actionUrl)
                .returns("2-7", NotificationDocument.Posted::by);
        assertThat(document.publicId().toString()).matches("post\\.[0-9a-f]{32}~1");
    }

    @Test
    void theSameIdIsTheSameNotificationOfOnePersonOnly() {
        // Given
        Post first = of(Posts.like("like/1", "bob", "amina"), 1);

        // When
        Post again = of(Posts.like("like/1", "bob", "chidi"), 2);
        Post another = of(Posts.like("like/2", "bob", "amina"), 3);
        Post somebodyElses = of(Posts.like("like/1", "dalia", "amina"), 4);

        // Then
        assertThat(again.key()).isEqualTo(first.key());
        assertThat(another.key()).isNotEqualTo(first.key());
        assertThat(somebodyElses.key()).isNotEqualTo(first.key());
    }

    @Test
    void aCommandKnowsWhatItMadeAndWhatAnotherDid() {
        // Given
        Post first = of(Posts.like("like/1", "bob", "amina"), 1);
        Post again = of(Posts.like("like/1", "bob", "amina"), 2);

        // Then
        assertThat(first.made(first.document())).isTrue();
        assertThat(again.made(first.document())).isFalse();
        assertThat(first.made(null)).isFalse();
    }

    @Test
    void tooMuchMetadataIsRefused() {
        // Given
        PostNotification post =
                Posts.post("like/1", "bob", "amina", Map.of("text", "x".repeat(Post.MAX_METADATA_LENGTH)));

        // When, Then
        assertThatThrownBy(() -> of(post, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("xx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void aTimeOutsideOfOurCalendarIsRefused(String occurredAt) {
        // Given
        PostNotification post = new PostNotification(
                "like/1", "bob", "LIKE", "title", null, null, null, null, null, Instant.parse(occurredAt));

        // When, Then
        assertThatThrownBy(() -> of(post, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Post of(PostNotification command, long offset) {
        return Post.of(new LogRecord<>(2, offset, command.userId(), command, Context.root()));
    }
}
