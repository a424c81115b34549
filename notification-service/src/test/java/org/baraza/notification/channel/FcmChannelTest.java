package org.baraza.notification.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
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

class FcmChannelTest {

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

    private final Vertx vertx = Vertx.vertx();
    private final TestCertificate certificate = TestCertificate.shared();
    private final TestClock clock = new TestClock();
    private final GoogleStub google = new GoogleStub(vertx, certificate, clock);
    private final Path credentials = google.credentials(folder);
    private final NotificationServiceConfig config = Settings.of(Map.of(
            "push.fcm.credentials", credentials.toString(),
            "push.fcm.endpoint", google.url(),
            "push.trusted-certificates", certificate.pem()));
    private final Provider provider = new Provider(vertx, config);
    private final FcmChannel channel = new FcmChannel(config, provider, new ObjectMapper(), clock);

    @AfterEach
    void close() {
        provider.close();
        google.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anAlertIsShownUnderItsCollapseKeyAndCarriesWhatTheAppNeeds() throws Exception {
        // When
        Outcome outcome = deliver(ALERT, "phone");

        // Then
        assertThat(outcome).isEqualTo(Outcome.SENT);
        JsonObject message = google.sent.get(0);
        assertThat(message.getString("token")).isEqualTo("phone");
        assertThat(message.getJsonObject("notification").getMap())
                .isEqualTo(Map.of("title", "New message", "body", "Habari?"));
        JsonObject android = message.getJsonObject("android");
        assertThat(android.getString("collapse_key")).isEqualTo(ALERT.collapseKey());
        assertThat(android.getString("priority")).isEqualTo("HIGH");
        assertThat(android.getString("ttl")).isEqualTo("86400s");
        assertThat(android.getJsonObject("notification").getMap())
                .isEqualTo(Map.of("tag", ALERT.collapseKey(), "notification_count", 3));
        assertThat(message.getJsonObject("data").getMap())
                .containsEntry("kind", "alert")
                .containsEntry("conversationId", "dm.a.bob")
                .containsEntry("badge", "3");
    }

    @Test
    void whatClearsIsDataAloneUnderTheSameKey() throws Exception {
        // When
        deliver(CLEAR, "phone");

        // Then
        JsonObject message = google.sent.get(0);
        assertThat(message.containsKey("notification")).isFalse();
        assertThat(message.getJsonObject("android").getMap())
                .isEqualTo(Map.of("collapse_key", CLEAR.collapseKey(), "priority", "NORMAL", "ttl", "86400s"));
        assertThat(message.getJsonObject("data").getMap())
                .containsEntry("kind", "clear")
                .containsEntry("collapseKey", CLEAR.collapseKey())
                .containsEntry("badge", "2")
                .doesNotContainKeys("title", "message");
    }

    @ParameterizedTest
    @CsvSource({"unregistered,Dead", "invalid,Dead", "nowhere,Refused", "misspelt,Refused", "foreign,Refused"})
    void aTokenIsDeadWhereGoogleSaysSoOfTheTokenItself(String token, String outcome) throws Exception {
        assertThat(deliver(ALERT, token).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"busy,7", "full,60", "away,9", "broken,0"})
    void whatMayPassIsTriedLaterAsGoogleAsks(String token, long seconds) throws Exception {
        assertThat(deliver(ALERT, token)).isEqualTo(new Outcome.Later(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "reset", "rubbish", "endless"})
    void noProperAnswerIsAFailureWithinTheTime(String token) {
        assertThatThrownBy(() -> deliver(ALERT, token)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void anAccessTokenIsUsedUntilShortlyBeforeItsEnd() throws Exception {
        // When
        deliver(ALERT, "one");
        clock.advance(Duration.ofSeconds(GoogleStub.TOKEN_SECONDS)
                .minus(AccessTokens.MARGIN)
                .minusSeconds(1));
        deliver(ALERT, "two");
        assertThat(google.granted).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        deliver(ALERT, "three");

        // Then
        assertThat(google.granted).hasSize(2);
        assertThat(google.sent).hasSize(3);
    }

    @Test
    void anAccessTokenThatIsRefusedIsReplacedOnceAndThePushSent() throws Exception {
        // Given
        deliver(ALERT, "one");
        google.revoke();

        // When
        Outcome outcome = deliver(ALERT, "two");

        // Then
        assertThat(outcome).isEqualTo(Outcome.SENT);
        assertThat(google.granted).hasSize(2);
    }

    @Test
    void withoutAnAccessTokenNothingIsSentAndTheNextPushAsksAgain() throws Exception {
        // Given
        google.tokenStatus = 503;
        assertThatThrownBy(() -> deliver(ALERT, "one")).hasCauseInstanceOf(ProviderException.class);
        assertThat(google.sent).isEmpty();

        // When
        google.tokenStatus = 200;

        // Then
        assertThat(deliver(ALERT, "one")).isEqualTo(Outcome.SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project_id", "client_email", "private_key_id", "private_key", "token_uri"})
    void credentialsThatLackSomethingStopTheStartAndAreNotQuoted(String field) throws IOException {
        // Given
        JsonObject account = new JsonObject(Files.readString(credentials));
        account.remove(field);
        Files.writeString(credentials, account.encode());

        // Then
        assertThatThrownBy(() -> new FcmChannel(config, provider, new ObjectMapper(), clock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("notification-service.push.fcm.credentials: the file has no " + field)
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({"private_key,no RSA key", "token_uri,no address"})
    void credentialsThatAreNoneStopTheStartAndAreNotQuoted(String field, String error) throws IOException {
        // Given
        JsonObject account = new JsonObject(Files.readString(credentials)).put(field, "secret rubbish");
        Files.writeString(credentials, account.encode());

        // Then
        assertThatThrownBy(() -> new FcmChannel(config, provider, new ObjectMapper(), clock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(error)
                .hasMessageNotContaining("rubbish")
                .hasNoCause();
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() throws IOException {
        // Given
        Files.delete(credentials);

        // Then
        assertThatThrownBy(() -> new FcmChannel(config, provider, new ObjectMapper(), clock))
                .hasMessageContaining("notification-service.push.fcm.credentials must name a readable file");
    }

    @Test
    void withoutCredentialsItIsNoWay() {
        FcmChannel none = new FcmChannel(Settings.of(Map.of()), provider, new ObjectMapper(), clock);
        assertThat(none.isConfigured()).isFalse();
    }

    private Outcome deliver(Push push, String token) throws Exception {
        Device device = new Device("id", "bob", "android", "phone", token, null, null, Instant.EPOCH);
        return channel.deliver(push, device).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
