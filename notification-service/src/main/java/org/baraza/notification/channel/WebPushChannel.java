package org.baraza.notification.channel;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.Device;
import org.baraza.notification.preference.DeviceType;
import org.baraza.notification.preference.Endpoints;

/**
 * Browsers, by Web Push: encrypted for the subscription (RFC 8291), signed with our key (VAPID, RFC 8292), with the collapse
 * key as the topic. The address is looked at before each call and kept to.
 */
@ApplicationScoped
class WebPushChannel implements NotificationChannel {

    /** How long a push waits for whom too many names are looked up already. */
    private static final Duration RESOLVER_PAUSE = Duration.ofSeconds(2);

    private final WebPush webPush;
    private final Provider provider;
    private final Resolver resolver;
    private final ObjectMapper json;
    private final boolean privateEndpoints;

    WebPushChannel(NotificationServiceConfig config, Provider provider, Resolver resolver, ObjectMapper json) {
        this.webPush = config.push()
                .web()
                .map(web ->
                        new WebPush(web.subject(), VapidKeys.fromUncompressedBytes(web.publicKey(), web.privateKey())))
                .orElse(null);
        this.provider = provider;
        this.resolver = resolver;
        this.json = json;
        this.privateEndpoints = config.push().privateEndpoints();
    }

    @Override
    public String provider() {
        return "web-push";
    }

    /** Every browser's maker runs push services of their own. */
    @Override
    public String host(Device device) {
        return URI.create(device.token()).getAuthority();
    }

    @Override
    public boolean isConfigured() {
        return webPush != null;
    }

    @Override
    public boolean reaches(DeviceType type) {
        return type == DeviceType.WEB;
    }

    @Override
    public CompletionStage<Outcome> deliver(Push push, Device device) {
        return resolver.resolve(URI.create(device.token()).getHost(), privateEndpoints)
                .handle((address, failure) -> failure == null ? post(push, device, address) : unresolved(failure))
                .thenCompose(Function.identity());
    }

    /** A name that cannot be looked up now is a failure: the resolver may be away, and later is soon enough. */
    private static CompletionStage<Outcome> unresolved(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof Endpoints.ForbiddenAddressException) {
            return CompletableFuture.completedFuture(Outcome.REFUSED);
        }
        if (cause instanceof RejectedExecutionException) {
            return CompletableFuture.completedFuture(Outcome.waiting(RESOLVER_PAUSE));
        }
        return CompletableFuture.failedStage(cause);
    }

    private CompletionStage<Outcome> post(Push push, Device device, InetAddress address) {
        byte[] body = webPush.getBody(
                bytes(push),
                Base64.getUrlDecoder().decode(device.p256dh()),
                Base64.getUrlDecoder().decode(device.auth()));
        WebPush.Urgency urgency = push.kind() == Push.Kind.CLEAR ? WebPush.Urgency.Low : WebPush.Urgency.High;
        Map<String, String> headers = new HashMap<>(
                webPush.getHeaders(device.token(), (int) push.lifetime().toSeconds(), push.collapseKey(), urgency));
        return provider.post(URI.create(device.token()), address, headers, body).thenApply(Provider.Answer::outcome);
    }

    private byte[] bytes(Push push) {
        try {
            return json.writeValueAsBytes(Payload.of(push));
        } catch (JsonProcessingException e) {
            throw new CompletionException(e);
        }
    }
}
