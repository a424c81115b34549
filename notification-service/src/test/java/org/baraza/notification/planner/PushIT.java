package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.decision.DecisionRepository;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class PushIT {

    private static final String BASE = "/api/v1/notifications";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");
    private final Conversation conversation = Conversation.between(amina, bob);

    @Inject
    Neighbours neighbours;

    @Inject
    Outboxes outboxes;

    @Inject
    MessageEventsForPush events;

    @Inject
    PresenceEventsForPush receipts;

    @Inject
    PushRepository rows;

    @Inject
    DecisionRepository decisions;

    @BeforeEach
    void introduce() {
        neighbours.introduce(amina, "Amina", "Okafor");
        neighbours.introduce(bob, "Bob", "Mwangi");
    }

    @Test
    void whoHasNeitherSeenNorReadAMessageIsPushed() {
        // Given
        device();

        // When
        happens(message("Habari?"));

        // Then
        await().atMost(LONG).until(() -> reason(1), "SENT"::equals);
        assertThat(outboxes.of(bob)).singleElement().satisfies(push -> {
            assertThat(push.get("kind").textValue()).isEqualTo("ALERT");
            assertThat(push.get("title").textValue()).isEqualTo("New message from Amina Okafor");
            assertThat(push.get("body").textValue()).isEqualTo("Habari?");
            assertThat(push.get("collapseKey").textValue()).hasSize(32);
            assertThat(push.get("actionUrl").textValue()).isEqualTo("/messages/" + conversation.id());
        });
        assertThat(decision(1).getList("decisions.devices[0].outcome")).isEqualTo(List.of("SENT"));
    }

    @Test
    void messagesThatComeTogetherAreOnePushAndOneDecision() {
        // Given
        device();

        // When
        happens(message("one"), message("two"), message("three"));

        // Then
        await().atMost(LONG).until(() -> reason(1), "SENT"::equals);
        assertThat(outboxes.of(bob))
                .extracting(push -> push.get("title").textValue())
                .containsExactly("3 new messages from Amina Okafor");
        assertThat(decision(2).getLong("decisions[0].lastSeq")).isEqualTo(3);
        assertThat(reason(3)).isEqualTo("SENT");
    }

    @Test
    void whoHasReadIsNotPushed() {
        device();
        happens(message("one"), conversation.reading(bob, 1));
        awaitWithoutPush("READ");
    }

    @Test
    void whoHasAnsweredIsNotPushed() {
        device();
        happens(message("one"), fresh(conversation.message(bob, "answer")));
        awaitWithoutPush("READ");
    }

    @Test
    void whoseDeviceHasShownItIsNotPushedEvenIfThatWasHeardFirst() {
        device();
        MessagesReceived received = new MessagesReceived(
                bob, conversation.id(), 1, Clock.systemUTC().instant());
        receipts.apply(List.of(new LogRecord<>(0, 0, bob, received, Context.root())));
        happens(message("one"));
        awaitWithoutPush("RECEIVED");
    }

    @Test
    void whatWasDeletedForEverybodyIsNotPushed() {
        device();
        MessageSent sent = message("one");
        happens(
                sent,
                new MessageDeleted(
                        UUID.randomUUID().toString(),
                        conversation.id(),
                        1,
                        1,
                        amina,
                        DeletionScope.EVERYONE,
                        sent.createdAt()));
        awaitWithoutPush("DELETED");
    }

    @Test
    void whoHasMutedTheConversationIsNotPushed() {
        device();
        Tokens.as(bob).put(BASE + "/mutes/" + conversation.id()).then().statusCode(200);
        happens(message("one"));
        awaitWithoutPush("MUTED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pushEnabled\":false}",
                "{\"messageNotifications\":false}",
                "{\"channels\":{\"NEW_MESSAGE\":{\"push\":false}}}"
            })
    void whoDoesNotWantItIsNotPushed(String preferences) {
        device();
        prefer(preferences);
        happens(message("one"));
        awaitWithoutPush("PUSH_DISABLED");
    }

    @Test
    void whoHasNoDeviceIsNotPushed() {
        happens(message("one"));
        awaitWithoutPush("NO_DEVICE");
    }

    @Test
    void quietHoursHoldWhatTheyDoNotDrop() {
        // Given
        device();
        String days = "[\"MONDAY\",\"TUESDAY\",\"WEDNESDAY\",\"THURSDAY\",\"FRIDAY\",\"SATURDAY\",\"SUNDAY\"]";
        prefer("{\"quietHours\":{\"spans\":[{\"days\":" + days + ",\"from\":\"00:00\",\"to\":\"00:00\"}]}}");

        // When
        happens(message("one"));
        awaitWithoutPush("QUIET_HOURS");
        Instant heldUntil = Instant.parse(decision(1).getString("decisions[0].heldUntil"));
        PushRow held = row();
        held.dueAt = Instant.EPOCH;
        prefer("{\"quietHours\":null}");
        assertThat(rows.write(List.of(held)).await().indefinitely()).isTrue();

        // Then
        await().atMost(LONG).until(() -> reason(1), "SENT"::equals);
        assertThat(Instant.parse(decision(1).getString("decisions[0].heldUntil")))
                .isEqualTo(heldUntil);
        assertThat(outboxes.of(bob)).hasSize(1);
    }

    @Test
    void aReadingOnOneDeviceClearsTheOthers() {
        // Given
        device();
        happens(message("one"));
        await().atMost(LONG).until(() -> reason(1), "SENT"::equals);

        // When
        happens(conversation.reading(bob, 1));

        // Then
        await().atMost(LONG).until(() -> outboxes.of(bob).size(), Integer.valueOf(2)::equals);
        JsonNode alert = outboxes.of(bob).get(0);
        JsonNode clear = outboxes.of(bob).get(1);
        assertThat(clear.get("kind").textValue()).isEqualTo("CLEAR");
        assertThat(clear.get("collapseKey")).isEqualTo(alert.get("collapseKey"));
        assertThat(clear.get("badge").longValue()).isZero();
        await().atMost(LONG).until(() -> row().dueAt == null);
    }

    @Test
    void eventsThatComeAgainPushNobodyAgain() {
        // Given
        device();
        MessageSent one = message("one");
        happens(one);
        await().atMost(LONG).until(() -> reason(1), "SENT"::equals);

        // When
        happens(one);
        happens(one, message("two"));

        // Then
        await().atMost(LONG).until(() -> reason(2), "SENT"::equals);
        assertThat(outboxes.of(bob)).hasSize(2);
        assertThat(decision(1).getLong("decisions[0].lastSeq")).isEqualTo(1);
    }

    @Test
    void anOldMessageIsPassedOver() {
        // When
        happens(conversation.message(amina, "from the beginning of the month"), message("new"));

        // Then
        await().atMost(LONG).until(() -> reason(2), "NO_DEVICE"::equals);
        assertThat(reason(1)).isNull();
    }

    private void awaitWithoutPush(String reason) {
        await().atMost(LONG).until(() -> reason(1), reason::equals);
        assertThat(outboxes.of(bob)).isEmpty();
    }

    private void device() {
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body("{\"token\":\"t-" + bob + "\",\"deviceType\":\"android\",\"deviceId\":\"phone\"}")
                .post(BASE + "/push-tokens")
                .then()
                .statusCode(200);
    }

    private void prefer(String preferences) {
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body(preferences)
                .put(BASE + "/preferences")
                .then()
                .statusCode(200);
    }

    private MessageSent message(String text) {
        return fresh(conversation.message(amina, text));
    }

    static MessageSent fresh(MessageSent sent) {
        return new MessageSent(
                sent.commandId(),
                sent.conversationId(),
                sent.seq(),
                sent.senderId(),
                sent.receiverId(),
                sent.clientMessageId(),
                Clock.systemUTC().instant(),
                sent.message());
    }

    private void happens(MessageEvent... happened) {
        events.apply(List.of(happened).stream()
                .map(event -> new LogRecord<>(0, 0, event.conversationId(), event, Context.root()))
                .toList());
    }

    private PushRow row() {
        String key = PushRow.key(bob, conversation.id());
        return rows.find(List.of(key)).await().indefinitely().get(key);
    }

    private String reason(long seq) {
        return decision(seq).getString("decisions[0].reason");
    }

    private JsonPath decision(long seq) {
        return Tokens.as(bob)
                .queryParam("messageId", conversation.id() + "-" + seq)
                .get(BASE + "/decisions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
