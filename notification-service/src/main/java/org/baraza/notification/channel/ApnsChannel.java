package org.baraza.notification.channel;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.Device;
import org.baraza.notification.preference.DeviceType;

/** Apple's devices, by APNs over HTTP/2, with a signing key as the credentials. */
@ApplicationScoped
class ApnsChannel implements NotificationChannel {

    private static final URI ENDPOINT = URI.create("https://" + ApnsClientBuilder.PRODUCTION_APNS_HOST);
    private static final String SETTING = "notification-service.push.apns.";

    private final EventLoopGroup threads;
    private final ApnsClient client;
    private final String topic;
    private final Clock clock;

    ApnsChannel(NotificationServiceConfig config, Clock clock) {
        this.clock = clock;
        NotificationServiceConfig.Push.Apns apns = config.push().apns().orElse(null);
        this.threads = apns == null ? null : new NioEventLoopGroup(1, new DefaultThreadFactory("apns", true));
        this.topic = apns == null ? null : apns.topic();
        this.client = apns == null ? null : connect(apns, config.push());
    }

    @Override
    public String provider() {
        return "apns";
    }

    @Override
    public boolean isConfigured() {
        return client != null;
    }

    @Override
    public boolean reaches(DeviceType type) {
        return type == DeviceType.IOS;
    }

    @Override
    public CompletionStage<Outcome> deliver(Push push, Device device) {
        return client.sendNotification(ApnsMessage.of(push, device, topic, clock.instant()))
                .thenApply(ApnsChannel::outcome);
    }

    private static Outcome outcome(PushNotificationResponse<?> response) {
        return response.isAccepted()
                ? Outcome.SENT
                : ApnsMessage.rejected(
                        response.getStatusCode(), response.getRejectionReason().orElse(""));
    }

    private ApnsClient connect(NotificationServiceConfig.Push.Apns apns, NotificationServiceConfig.Push push) {
        try {
            URI endpoint = apns.endpoint().orElse(ENDPOINT);
            ApnsClientBuilder builder = new ApnsClientBuilder()
                    .setEventLoopGroup(threads)
                    .setApnsServer(host(endpoint), port(endpoint))
                    .setSigningKey(signingKey(apns))
                    .setConnectionTimeout(push.timeout())
                    .setGracefulShutdownTimeout(push.timeout());
            Optional<String> trusted = push.trustedCertificates();
            trusted.ifPresent(path -> builder.setTrustedServerCertificateChain(new File(path)));
            return builder.build();
        } catch (IOException e) {
            throw new IllegalStateException("the connection to APNs cannot be set up", e);
        }
    }

    private static ApnsSigningKey signingKey(NotificationServiceConfig.Push.Apns apns) {
        try {
            return ApnsSigningKey.loadFromPkcs8File(new File(apns.keyFile()), apns.teamId(), apns.keyId());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // the cause may quote the key
            throw new IllegalStateException(
                    SETTING + "key-file must name a readable signing key (.p8): " + apns.keyFile());
        }
    }

    private static String host(URI endpoint) {
        if (endpoint.getHost() == null) {
            throw new IllegalStateException(SETTING + "endpoint is no address: https://HOST[:PORT]");
        }
        return endpoint.getHost();
    }

    private static int port(URI endpoint) {
        return endpoint.getPort() == -1 ? ApnsClientBuilder.DEFAULT_APNS_PORT : endpoint.getPort();
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.close().join();
            threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
