package org.baraza.notification.message;

import java.util.List;

import jakarta.inject.Inject;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.notification.NotificationEvent;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.contracts.notification.NotificationRead;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class MessageEventsConsumerIT {

    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");
    private final Conversation conversation = Conversation.between(amina, bob);

    @Inject
    Neighbours neighbours;

    @BeforeEach
    void introduceAmina() {
        neighbours.introduce(amina, "Amina", "Okafor");
    }

    @Test
    void aMessageIsListedAndToldToItsReceiverOnly() {
        // When
        MessageSent sent = conversation.message(amina, "Hello Bob");
        neighbours.publish(sent);

        // Then
        NotificationRaised raised = (NotificationRaised) heardAtLeast(bob, 1).get(0);
        assertThat(raised.unreadCount()).isEqualTo(1);
        assertThat(raised.notification().title()).isEqualTo("New message from Amina Okafor");
        assertThat(raised.notification().message()).isEqualTo("Hello Bob");
        JsonPath list = listOf(bob);
        assertThat(list.getString("notifications[0].id"))
                .isEqualTo(raised.notification().id());
        assertThat(list.getInt("unreadCount")).isEqualTo(1);
        assertThat(listOf(amina).getInt("total")).isZero();
    }

    @Test
    void messagesOfOneConversationAreMergedWhileUnread() {
        // When
        neighbours.publish(conversation.message(amina, "one"));
        neighbours.publish(conversation.message(amina, "two"));
        neighbours.publish(conversation.message(amina, "three"));

        // Then
        await().untilAsserted(() -> {
            JsonPath list = listOf(bob);
            assertThat(list.getInt("total")).isEqualTo(1);
            assertThat(list.getInt("unreadCount")).isEqualTo(1);
            assertThat(list.getString("notifications[0].title")).isEqualTo("3 new messages from Amina Okafor");
            assertThat(list.getString("notifications[0].message")).isEqualTo("three");
        });
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob))
                .last()
                .satisfies(event -> assertThat(
                                ((NotificationRaised) event).notification().metadata())
                        .containsEntry("count", 3)
                        .containsEntry("messageId", conversation.id() + "-3")));
    }

    @Test
    void readingTheConversationClearsTheNotificationAndAMessageAfterItIsANewOne() {
        // Given
        neighbours.publish(conversation.message(amina, "one"));
        String first = ((NotificationRaised) heardAtLeast(bob, 1).get(0))
                .notification()
                .id();

        // When
        neighbours.publish(conversation.reading(bob, 1));
        NotificationEvent read = heardAtLeast(bob, 2).get(1);
        neighbours.publish(conversation.message(amina, "two"));
        NotificationEvent again = heardAtLeast(bob, 3).get(2);

        // Then
        assertThat(read).isEqualTo(new NotificationRead(bob, first, 0));
        assertThat(again).isInstanceOfSatisfying(NotificationRaised.class, raised -> {
            assertThat(raised.notification().id()).isNotEqualTo(first);
            assertThat(raised.unreadCount()).isEqualTo(1);
        });
        assertThat(listOf(bob).getInt("total")).isEqualTo(1);
    }

    @Test
    void answeringClearsTheNotification() {
        // Given
        neighbours.publish(conversation.message(amina, "one"));
        heardAtLeast(bob, 1);

        // When
        neighbours.publish(conversation.message(bob, "two"));

        // Then
        assertThat(heardAtLeast(bob, 2).get(1)).isInstanceOf(NotificationRead.class);
        await().untilAsserted(
                        () -> assertThat(listOf(bob).getInt("unreadCount")).isZero());
        await().untilAsserted(
                        () -> assertThat(listOf(amina).getInt("unreadCount")).isEqualTo(1));
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        // Given
        MessageSent one = conversation.message(amina, "one");
        ConversationRead read = conversation.reading(bob, 1);
        MessageSent two = conversation.message(amina, "two");
        List.of(one, read, two).forEach(neighbours::publish);
        MessageSent end = conversation.message(amina, "end");

        // When
        List.of(one, two, read, one, two, end).forEach(neighbours::publish);

        // Then
        await().untilAsserted(() -> {
            JsonPath list = listOf(bob);
            assertThat(list.getString("notifications[0].message")).isEqualTo("end");
            assertThat(list.getString("notifications[0].id")).isEqualTo(conversation.id() + "~2");
            assertThat(list.getInt("notifications[0].metadata.count")).isEqualTo(2);
            assertThat(list.getInt("unreadCount")).isEqualTo(1);
        });
    }

    @Test
    void anEventKeepsTheTraceOfItsCause() {
        // Given
        String traceId = "0af7651916cd43dd8448eb211c80319c";
        Context trace = Context.root()
                .with(Span.wrap(SpanContext.create(
                        traceId, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault())));

        // When
        neighbours.publish(conversation.message(amina, "one"), trace);

        // Then
        heardAtLeast(bob, 1);
        assertThat(Span.fromContext(neighbours.recordsOf(bob).get(0).trace())
                        .getSpanContext()
                        .getTraceId())
                .isEqualTo(traceId);
    }

    private List<NotificationEvent> heardAtLeast(String userId, int events) {
        await().until(() -> neighbours.heardOf(userId).size() >= events);
        return neighbours.heardOf(userId);
    }

    private static JsonPath listOf(String userId) {
        return Tokens.as(userId)
                .get("/api/v1/notifications")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
