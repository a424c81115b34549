package org.baraza.notification.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.PushNotificationHandlerFactory;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.UnregisteredDeviceTokenException;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vertx.core.json.JsonObject;

/**
 * APNs over HTTP/2: the mock server of the client's library, which verifies paths, headers, sizes and the signatures of our
 * tokens. What a test has said of a device's token comes first.
 */
final class ApnsStub implements AutoCloseable {

    /** The only token that it knows. */
    static final String TOKEN = "a1".repeat(32);

    static final String TOPIC = "org.baraza.app";
    static final String KEY_ID = "KEY1234567";
    static final String TEAM_ID = "TEAM123456";

    record Call(Map<String, String> headers, JsonObject payload) {}

    private static final EventLoopGroup THREADS = new NioEventLoopGroup(2, new DefaultThreadFactory("apns-stub", true));

    private final KeyPair keys = keyPair();
    private final CountDownLatch released = new CountDownLatch(1);
    private final MockApnsServer server;
    private final int port;
    private final Map<String, Answer> answers = new HashMap<>();

    final List<Call> calls = new CopyOnWriteArrayList<>();

    ApnsStub(TestCertificate certificate) {
        try {
            PushNotificationHandlerFactory validating = validating();
            this.server = new MockApnsServerBuilder()
                    .setEventLoopGroup(THREADS)
                    .setServerCredentials(certificate.chain(), certificate.key(), null)
                    .setHandlerFactory(session -> answering(validating.buildHandler(session)))
                    .build();
            this.port = server.start(0).join();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What happens to a push. */
    private interface Answer {
        void give() throws RejectedNotificationException;
    }

    String url() {
        return "https://localhost:" + port;
    }

    /** Writes the file that Apple makes for a signing key. */
    Path signingKey(Path folder) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        try {
            return Files.writeString(folder.resolve("AuthKey_" + KEY_ID + ".p8"), pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before anything is sent. */
    void reject(String token, RejectionReason reason) {
        answers.put(token, () -> {
            throw reason == RejectionReason.UNREGISTERED
                    ? new UnregisteredDeviceTokenException(Instant.EPOCH)
                    : new RejectedNotificationException(reason);
        });
    }

    /** Before anything is sent: to this token there is no answer, until the end of the test. */
    void hang(String token) {
        answers.put(token, this::waitForTheEnd);
    }

    private void waitForTheEnd() {
        try {
            released.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PushNotificationHandler answering(PushNotificationHandler validating) {
        return (headers, payload) -> {
            calls.add(call(headers, payload));
            String path = headers.path().toString();
            Answer answer = answers.get(path.substring(path.lastIndexOf('/') + 1));
            if (answer != null) {
                answer.give();
            }
            validating.handlePushNotification(headers, payload);
        };
    }

    private static Call call(Http2Headers headers, ByteBuf payload) {
        Map<String, String> read = new HashMap<>();
        headers.forEach(
                header -> read.put(header.getKey().toString(), header.getValue().toString()));
        return new Call(read, new JsonObject(payload.toString(StandardCharsets.UTF_8)));
    }

    private ValidatingPushNotificationHandlerFactory validating() throws GeneralSecurityException {
        ApnsVerificationKey key = new ApnsVerificationKey(KEY_ID, TEAM_ID, (ECPublicKey) keys.getPublic());
        return new ValidatingPushNotificationHandlerFactory(
                Map.of(TOPIC, Set.of(TOKEN)), Map.of(), Map.of(KEY_ID, key), Map.of(key, Set.of(TOPIC)));
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        released.countDown();
        server.shutdown().join();
    }
}
