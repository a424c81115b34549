package org.baraza.notification.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.eatthepath.pushy.apns.server.RejectionReason;
import io.vertx.core.json.JsonObject;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ApnsChannelTest {

    private static final Push ALERT = new Push(
            "bob~dm.a.bob~1",
            "k".repeat(32),
            Push.Kind.ALERT,
            "NEW_MESSAGE",
            "dm.a.bob",
            "New message",
            "Habari?",
            "/messages/dm.a.bob",
            3,
            Duration.ofHours(24));

    private static final Push CLEAR = new Push(
            "bob~dm.a.bob~clear~1",
            "k".repeat(32),
            Push.Kind.CLEAR,
            "NEW_MESSAGE",
            "dm.a.bob",
            null,
            null,
            null,
            2,
            Duration.ofHours(24));

    @TempDir
    private static Path folder;

    private final TestCertificate certificate = TestCertificate.shared();
    private final ApnsStub apple = new ApnsStub(certificate);
    private final TestClock clock = new TestClock();
    private final Path keyFile = apple.signingKey(folder);
    private final NotificationServiceConfig config = Settings.of(settings());
    private final ApnsChannel channel = new ApnsChannel(config, clock);

    @AfterEach
    void close() {
        apple.close();
        channel.close();
    }

    @Test
    void anAlertIsShownUnderItsCollapseKey() throws Exception {
        // When
        Outcome outcome = deliver(ALERT);

        // Then
        assertThat(outcome).isEqualTo(Outcome.SENT);
        ApnsStub.Call call = apple.calls.get(0);
        assertThat(call.headers())
                .containsEntry(":path", "/3/device/" + ApnsStub.TOKEN)
                .containsEntry("apns-collapse-id", ALERT.collapseKey())
                .containsEntry("apns-push-type", "alert")
                .containsEntry("apns-priority", "10")
                .containsEntry("apns-topic", ApnsStub.TOPIC)
                .containsEntry(
                        "apns-expiration",
                        Long.toString(clock.instant().plus(ALERT.lifetime()).getEpochSecond()));
        JsonObject aps = call.payload().getJsonObject("aps");
        assertThat(aps.getJsonObject("alert").getMap()).isEqualTo(Map.of("title", "New message", "body", "Habari?"));
        assertThat(aps.getInteger("badge")).isEqualTo(3);
        assertThat(aps.getString("thread-id")).isEqualTo(ALERT.collapseKey());
        assertThat(aps.getString("sound")).isEqualTo("default");
        assertThat(call.payload().getJsonObject("baraza").getMap())
                .containsEntry("kind", "alert")
                .containsEntry("conversationId", "dm.a.bob");
    }

    @Test
    void whatClearsWakesTheAppAndShowsNothing() throws Exception {
        // When
        Outcome outcome = deliver(CLEAR);

        // Then
        assertThat(outcome).isEqualTo(Outcome.SENT);
        ApnsStub.Call call = apple.calls.get(0);
        assertThat(call.headers())
                .containsEntry("apns-collapse-id", CLEAR.collapseKey())
                .containsEntry("apns-push-type", "background")
                .containsEntry("apns-priority", "5");
        assertThat(call.payload().getJsonObject("aps").getMap()).isEqualTo(Map.of("content-available", 1, "badge", 2));
        assertThat(call.payload().getJsonObject("baraza").getMap())
                .containsEntry("kind", "clear")
                .containsEntry("collapseKey", CLEAR.collapseKey());
    }

    @ParameterizedTest
    @CsvSource({
        "UNREGISTERED,Dead",
        "BAD_DEVICE_TOKEN,Refused",
        "DEVICE_TOKEN_NOT_FOR_TOPIC,Refused",
        "PAYLOAD_TOO_LARGE,Refused",
        "TOPIC_DISALLOWED,Refused",
        "TOO_MANY_REQUESTS,Later",
        "INTERNAL_SERVER_ERROR,Later",
        "SERVICE_UNAVAILABLE,Later",
        "SHUTDOWN,Later",
        "INVALID_PROVIDER_TOKEN,Later"
    })
    void aRejectionMeansWhatAppleSays(RejectionReason reason, String outcome) throws Exception {
        // Given
        apple.reject(ApnsStub.TOKEN, reason);

        // When
        Outcome delivered = deliver(ALERT);

        // Then
        assertThat(delivered.getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void tooMuchForOneDeviceIsNotAnOutage() throws Exception {
        apple.reject(ApnsStub.TOKEN, RejectionReason.TOO_MANY_REQUESTS);
        assertThat(deliver(ALERT))
                .isInstanceOfSatisfying(
                        Outcome.Later.class, later -> assertThat(later.after()).isPositive());
    }

    @Test
    void aServerThatDoesNotAnswerIsWaitedForByTheCaller() {
        apple.hang(ApnsStub.TOKEN);
        assertThatThrownBy(() -> sent(ALERT).toCompletableFuture().get(1, TimeUnit.SECONDS))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void aServerThatIsAwayIsAFailure() {
        apple.close();
        assertThatThrownBy(() -> deliver(ALERT)).hasCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-file", "key-id", "team-id", "topic"})
    void credentialsThatLackSomethingStopTheStart(String missing) {
        // Given
        Map<String, String> settings = settings();
        settings.remove("push.apns." + missing);

        // Then
        assertThatThrownBy(() -> Settings.of(settings))
                .hasMessageContaining("notification-service.push.apns." + missing);
    }

    @Test
    void aSigningKeyThatIsNoneStopsTheStartAndIsNotQuoted() throws IOException {
        // Given
        Files.writeString(keyFile, "secret rubbish");

        // Then
        assertThatThrownBy(() -> new ApnsChannel(config, clock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("notification-service.push.apns.key-file must name a readable signing key")
                .hasMessageNotContaining("rubbish");
    }

    @Test
    void withoutCredentialsItIsNoWay() {
        assertThat(new ApnsChannel(Settings.of(Map.of()), clock).isConfigured()).isFalse();
    }

    private Outcome deliver(Push push) throws Exception {
        return sent(push).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private CompletionStage<Outcome> sent(Push push) {
        return channel.deliver(
                push, new Device("id", "bob", "ios", "phone", ApnsStub.TOKEN, null, null, Instant.EPOCH));
    }

    private Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "push.apns.key-file",
                keyFile.toString(),
                "push.apns.key-id",
                ApnsStub.KEY_ID,
                "push.apns.team-id",
                ApnsStub.TEAM_ID,
                "push.apns.topic",
                ApnsStub.TOPIC,
                "push.apns.endpoint",
                apple.url(),
                "push.trusted-certificates",
                certificate.pem()));
    }
}
