package org.baraza.notification.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.notification.NotificationEvent;
import org.baraza.contracts.notification.UnreadCounted;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.inbox.UnreadNumbers;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the events tell of unread numbers while the log and the person change them at the same moment. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class UnreadNumbersIT {

    private static final int PEOPLE = 60;

    @Inject
    MessageNotifier notifier;

    @Inject
    UnreadNumbers numbers;

    @Inject
    Neighbours neighbours;

    @Test
    void aNumberThatWasTrueWhenCountedAndNotWhenToldIsToldAgain() throws Exception {
        // Given
        String bob = Conversation.somebody("bob");
        receive(bob);
        receive(bob);

        // When
        numbers.settle(Map.of(bob, 1L), Context.root()).await().indefinitely();

        // Then
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob)).last().isEqualTo(new UnreadCounted(bob, 2)));
    }

    @Test
    void aNumberThatIsRightIsNotToldAgain() throws Exception {
        // Given
        String bob = Conversation.somebody("bob");
        receive(bob);

        // When
        numbers.settle(Map.of(bob, 1L), Context.root()).await().indefinitely();

        // Then
        receive(bob);
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob))
                .extracting(NotificationEvent::unreadCount)
                .containsExactly(1L, 2L));
    }

    @Test
    void theLastEventTellsTheTruthHoweverMarksAndMessagesRace() throws Exception {
        // Given
        List<String> people = IntStream.range(0, PEOPLE)
                .mapToObj(number -> Conversation.somebody("racer"))
                .toList();
        for (String person : people) {
            receive(person);
            receive(person);
        }
        ExecutorService threads = Executors.newFixedThreadPool(3);

        // When
        for (String person : people) {
            List<String> ids = idsOf(person);
            CyclicBarrier start = new CyclicBarrier(3);
            List<Future<?>> done = new ArrayList<>();
            done.add(threads.submit(() -> {
                start.await();
                receive(person);
                return null;
            }));
            done.add(threads.submit(() -> {
                start.await();
                return Tokens.as(person)
                        .patch("/api/v1/notifications/{id}/read", ids.get(0))
                        .statusCode();
            }));
            done.add(threads.submit(() -> {
                start.await();
                return Tokens.as(person)
                        .delete("/api/v1/notifications/{id}", ids.get(1))
                        .statusCode();
            }));
            for (Future<?> one : done) {
                one.get();
            }
        }
        threads.shutdown();

        // Then
        await().untilAsserted(() -> assertThat(people).allSatisfy(person -> {
            List<NotificationEvent> heard = neighbours.heardOf(person);
            assertThat(heard)
                    .hasSizeGreaterThanOrEqualTo(5)
                    .last()
                    .satisfies(event -> assertThat(event.unreadCount()).isEqualTo(1));
        }));
    }

    private void receive(String person) throws Exception {
        String sender = Conversation.somebody("sender");
        var message = Conversation.between(sender, person).message(sender, "hello");
        notifier.apply(List.of(new LogRecord<>(0, 0, message.conversationId(), message, Context.root())));
    }

    private static List<String> idsOf(String person) {
        return Tokens.as(person).get("/api/v1/notifications").path("notifications.id");
    }
}
