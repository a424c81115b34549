package org.baraza.notification.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.interaso.webpush.VapidKeys;
import io.vertx.core.Vertx;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebPushChannelTest {

    private static final String P256DH =
            "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";
    private static final Push PUSH = new Push(
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

    private final Vertx vertx = Vertx.vertx();
    private final ProviderStub stub = new ProviderStub(vertx);
    private final Resolver resolver = new Resolver();
    private Provider provider;
    private WebPushChannel channel;

    @BeforeEach
    void connect() {
        channel = channel(true);
    }

    @AfterEach
    void close() {
        provider.close();
        resolver.close();
        stub.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theRequestIsEncryptedSignedAndNamedByItsCollapseKey() throws Exception {
        // When
        Outcome outcome = deliver("201");

        // Then
        assertThat(outcome).isEqualTo(Outcome.SENT);
        ProviderStub.Call call = stub.calls.get(0);
        assertThat(call.headers().get("TTL")).isEqualTo("86400");
        assertThat(call.headers().get("Topic")).isEqualTo(PUSH.collapseKey());
        assertThat(call.headers().get("Urgency")).isEqualTo("high");
        assertThat(call.headers().get("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(call.headers().get("Authorization")).startsWith("vapid t=").contains(", k=");
        assertThat(new String(call.body())).doesNotContain("Habari");
    }

    @ParameterizedTest
    @CsvSource({"200,Sent", "201,Sent", "404,Dead", "410,Dead", "400,Refused", "403,Refused", "413,Refused"})
    void aStatusMeansWhatTheProtocolSays(String status, String outcome) throws Exception {
        assertThat(deliver(status).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"429", "500", "503"})
    void whatMayPassIsTriedLaterAsTheProviderAsks(String status) throws Exception {
        assertThat(deliver(status)).isEqualTo(new Outcome.Later(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "reset"})
    void noAnswerIsAFailureWithinTheTime(String path) throws Exception {
        assertThatThrownBy(() -> deliver(path)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void anAddressOfOurOwnIsNotCalled() throws Exception {
        // Given
        provider.close();
        channel = channel(false);

        // When
        Outcome outcome = deliver("201");

        // Then
        assertThat(outcome).isEqualTo(Outcome.REFUSED);
        assertThat(stub.calls).isEmpty();
    }

    private Outcome deliver(String path) throws Exception {
        Device device = new Device(
                "id", "bob", "web", "firefox", stub.url(path), P256DH, "AAAAAAAAAAAAAAAAAAAAAA", Instant.EPOCH);
        return channel.deliver(PUSH, device).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private WebPushChannel channel(boolean privateEndpoints) {
        VapidKeys keys = VapidKeys.generate();
        NotificationServiceConfig config = Settings.of(Map.of(
                "push.private-endpoints", Boolean.toString(privateEndpoints),
                "push.trusted-certificates", stub.certificate(),
                "push.web.subject", "mailto:operator@example.com",
                "push.web.public-key",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(keys.getApplicationServerKey()),
                "push.web.private-key", scalar(keys)));
        provider = new Provider(vertx, config);
        return new WebPushChannel(config, provider, resolver, new ObjectMapper());
    }

    static String scalar(VapidKeys keys) {
        byte[] bytes = keys.getPrivateKey().getS().toByteArray();
        byte[] scalar = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, scalar, 32 - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(scalar);
    }
}
