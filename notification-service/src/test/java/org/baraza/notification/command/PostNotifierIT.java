package org.baraza.notification.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.Topics;
import org.baraza.contracts.notification.NotificationCommand;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Posts;
import org.baraza.notification.testing.RawTopic;
import org.baraza.notification.testing.Tokens;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What batches of posts leave in the store and on the log, however they are cut, repeated and interrupted. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class PostNotifierIT {

    @Inject
    PostNotifier notifier;

    @Inject
    PostRepository posts;

    @Inject
    Neighbours neighbours;

    @ConfigProperty(name = "notification-service.kafka.bootstrap-servers")
    String bootstrapServers;

    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");

    @Test
    void whatWasStoredButNotToldBeforeACrashIsToldAfterIt() throws Exception {
        // Given
        LogRecord<NotificationCommand> record = record(0, Posts.like(bob, amina));
        posts.make(List.of(Post.of(record).document())).await().indefinitely();

        // When
        notifier.apply(List.of(record));

        // Then
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob)).hasSize(1));
    }

    @Test
    void aCommandThatComesAgainIsToldUnderTheSameIdAndAnotherOfTheSameIdNotAtAll() throws Exception {
        // Given
        PostNotification like = Posts.like(bob, amina);

        // When
        notifier.apply(List.of(record(0, like)));
        notifier.apply(List.of(record(0, like)));
        notifier.apply(List.of(record(1, like)));
        notifier.apply(List.of(record(2, like), record(3, Posts.like(bob, amina))));

        // Then
        List<String> ids = RawTopic.read(bootstrapServers, Topics.NOTIFICATION_EVENTS, bob).stream()
                .map(told -> RawTopic.header(told, "ce_id"))
                .toList();
        assertThat(ids).hasSize(3);
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void twoReadersThatDoNotKnowOfEachOtherMakeEachOnce() {
        // Given
        Random random = new Random(20261101);
        List<LogRecord<NotificationCommand>> log = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int offset = 0; offset < 200; offset++) {
            boolean again = !ids.isEmpty() && random.nextInt(3) == 0;
            String id = again ? ids.get(random.nextInt(ids.size())) : "like/" + bob + "/" + offset;
            if (!again) {
                ids.add(id);
            }
            log.add(record(offset, Posts.like(id, bob, amina)));
        }

        // When
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> applyInParts(log, new Random(1))),
                        CompletableFuture.runAsync(() -> applyInParts(log, new Random(2))))
                .join();

        // Then
        int total = Tokens.as(bob).get("/api/v1/notifications").path("total");
        assertThat(total).isEqualTo(ids.size());
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob))
                .last()
                .satisfies(event -> assertThat(event.unreadCount()).isEqualTo(ids.size())));
    }

    private void applyInParts(List<LogRecord<NotificationCommand>> log, Random cuts) {
        for (int from = 0; from < log.size(); ) {
            int to = Math.min(log.size(), from + 1 + cuts.nextInt(20));
            try {
                notifier.apply(log.subList(from, to));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            from = to;
        }
    }

    private static LogRecord<NotificationCommand> record(long offset, PostNotification command) {
        return new LogRecord<>(0, offset, command.userId(), command, Context.root());
    }
}
