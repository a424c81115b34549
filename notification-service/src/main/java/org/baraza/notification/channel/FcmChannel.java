package org.baraza.notification.channel;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.Device;
import org.baraza.notification.preference.DeviceType;

/** Android devices, by Firebase Cloud Messaging (HTTP v1). */
@ApplicationScoped
class FcmChannel implements NotificationChannel {

    private static final URI ENDPOINT = URI.create("https://fcm.googleapis.com");
    private static final String SETTING = "notification-service.push.fcm.credentials";
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final int UNAUTHENTICATED = 401;

    private final Provider provider;
    private final ObjectMapper json;
    private final AccessTokens tokens;
    private final URI address;

    FcmChannel(NotificationServiceConfig config, Provider provider, ObjectMapper json, Clock clock) {
        this.provider = provider;
        this.json = json;
        NotificationServiceConfig.Push.Fcm fcm = config.push().fcm().orElse(null);
        if (fcm == null) {
            this.tokens = null;
            this.address = null;
            return;
        }
        ServiceAccount account = ServiceAccount.read(Path.of(fcm.credentials()), SETTING, json);
        this.tokens = new AccessTokens(account, SCOPE, provider, json, clock);
        this.address =
                fcm.endpoint().orElse(ENDPOINT).resolve("/v1/projects/" + account.projectId() + "/messages:send");
    }

    @Override
    public String provider() {
        return "fcm";
    }

    @Override
    public boolean isConfigured() {
        return tokens != null;
    }

    @Override
    public boolean reaches(DeviceType type) {
        return type == DeviceType.ANDROID;
    }

    @Override
    public CompletionStage<Outcome> deliver(Push push, Device device) {
        byte[] body = bytes(FcmMessage.of(push, device));
        return tokens.get()
                .thenCompose(token -> send(body, token)
                        .thenCompose(reply -> reply.status() == UNAUTHENTICATED
                                ? tokens.insteadOf(token).thenCompose(renewed -> send(body, renewed))
                                : CompletableFuture.completedFuture(reply)))
                .thenApply(reply -> FcmAnswer.of(reply, json));
    }

    private CompletionStage<Provider.Reply> send(byte[] body, String token) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json; charset=utf-8");
        return provider.exchange(address, headers, body);
    }

    private byte[] bytes(FcmMessage.Request request) {
        try {
            return json.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new CompletionException(e);
        }
    }
}
