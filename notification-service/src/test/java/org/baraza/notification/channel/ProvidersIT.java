package org.baraza.notification.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.baraza.contracts.message.MessageSent;
import org.baraza.notification.preference.Device;
import org.baraza.notification.preference.DeviceRepository;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From a message to a provider that speaks the real protocol, and to the decision that tells of it. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ProvidersResource.class)
class ProvidersIT {

    private static final String BASE = "/api/v1/notifications";
    private static final Duration LONG = Duration.ofSeconds(90);

    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");
    private final Conversation conversation = Conversation.between(amina, bob);

    @Inject
    Neighbours neighbours;

    @Inject
    DeviceRepository devices;

    @Inject
    Channels channels;

    @BackendsResource.Running
    GoogleStub google;

    @BeforeEach
    void introduce() {
        neighbours.introduce(amina, "Amina", "Okafor");
        neighbours.introduce(bob, "Bob", "Mwangi");
    }

    @Test
    void aPhoneIsPushedUnderTheCollapseKeyOfItsConversation() {
        // Given
        register("phone-" + bob);

        // When
        message();

        // Then
        JsonPath decision = awaitDecision("SENT");
        assertThat(decision.getInt("decisions[0].attempts")).isEqualTo(1);
        assertThat(google.sent)
                .filteredOn(message -> message.getString("token").equals("phone-" + bob))
                .singleElement()
                .satisfies(message -> assertThat(
                                message.getJsonObject("notification").getString("title"))
                        .isEqualTo("New message from Amina Okafor"));
    }

    @Test
    void aTokenThatIsDeadIsTakenAway() {
        // Given
        register("unregistered-" + bob);

        // When
        message();

        // Then
        JsonPath decision = awaitDecision("TOKEN_DEAD");
        assertThat(decision.getString("decisions[0].devices[0].outcome")).isEqualTo("DEAD");
        assertThat(devices.of(List.of(bob)).await().indefinitely()).isEmpty();
    }

    @Test
    void whatIsRefusedIsNotTriedAgainAndTheTokenStays() {
        // Given
        register("foreign-" + bob);

        // When
        message();

        // Then
        JsonPath decision = awaitDecision("PROVIDER_REFUSED");
        assertThat(decision.getInt("decisions[0].attempts")).isEqualTo(1);
        assertThat(devices.of(List.of(bob)).await().indefinitely()).hasSize(1);
    }

    @Test
    void whatFailsIsTriedAgainUnderTheSameKey() {
        // Given
        register("flaky-" + bob);

        // When
        message();

        // Then
        JsonPath decision = awaitDecision("SENT");
        assertThat(decision.getInt("decisions[0].attempts")).isEqualTo(2);
        List<String> keys = google.sent.stream()
                .filter(message -> message.getString("token").equals("flaky-" + bob))
                .map(message -> message.getJsonObject("android").getString("collapse_key"))
                .toList();
        assertThat(keys).hasSize(2).containsOnly(keys.get(0));
    }

    @Test
    void waitingForAProviderThatIsDownIsNoAttempt() {
        // Given
        Push push = new Push("p", "k", Push.Kind.CLEAR, "NEW_MESSAGE", "c", null, null, null, 0, Duration.ofHours(1));
        Device broken = new Device("id", bob, "android", "other", "broken-" + bob, null, null, Instant.EPOCH);
        for (int i = 0; i < Circuit.FAILURES_TO_OPEN; i++) {
            channels.deliver(push, broken).join();
        }
        register("phone-" + bob);

        // When
        message();

        // Then
        JsonPath decision = awaitDecision("SENT");
        assertThat(decision.getInt("decisions[0].attempts")).isEqualTo(1);
    }

    private void register(String token) {
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body("{\"token\":\"" + token + "\",\"deviceType\":\"android\",\"deviceId\":\"phone\"}")
                .post(BASE + "/push-tokens")
                .then()
                .statusCode(200);
    }

    private void message() {
        MessageSent sent = conversation.message(amina, "Habari?");
        neighbours.publish(new MessageSent(
                sent.commandId(),
                sent.conversationId(),
                sent.seq(),
                sent.senderId(),
                sent.receiverId(),
                sent.clientMessageId(),
                Clock.systemUTC().instant(),
                sent.message()));
    }

    private JsonPath awaitDecision(String reason) {
        await().atMost(LONG).until(() -> decision().getString("decisions[0].reason"), reason::equals);
        return decision();
    }

    private JsonPath decision() {
        return Tokens.as(bob)
                .queryParam("messageId", conversation.id() + "-1")
                .get(BASE + "/decisions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
