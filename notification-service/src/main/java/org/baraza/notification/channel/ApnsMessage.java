package org.baraza.notification.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.util.ApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import org.baraza.notification.preference.Device;

/** A push as APNs takes it, and what a rejection means. */
final class ApnsMessage {

    private static final String DATA = "baraza";
    private static final Set<String> DEAD_TOKEN = Set.of("Unregistered", "ExpiredToken");
    /** Our own signature is at fault, which is not the push's fault and will be mended. */
    private static final Set<String> OUR_CREDENTIALS =
            Set.of("ExpiredProviderToken", "InvalidProviderToken", "MissingProviderToken");

    /** What is too much is said of one device, and not how long. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final int GONE = 410;
    private static final int TOO_MANY = 429;

    private ApnsMessage() {}

    /**
     * What is shown has the collapse key as its id, so that it replaces the one before. What is not wakes the app, which takes away
     * what has that id; the system sets the badge either way.
     */
    static SimpleApnsPushNotification of(Push push, Device device, String topic, Instant now) {
        boolean isShown = push.kind() == Push.Kind.ALERT;
        ApnsPayloadBuilder payload = new SimpleApnsPayloadBuilder()
                .setBadgeNumber((int) Math.min(push.badge(), Integer.MAX_VALUE))
                .addCustomProperty(DATA, Payload.of(push));
        if (isShown) {
            payload.setAlertTitle(push.title())
                    .setAlertBody(push.body())
                    .setThreadId(push.collapseKey())
                    .setSound(ApnsPayloadBuilder.DEFAULT_SOUND_FILENAME);
        } else {
            payload.setContentAvailable(true);
        }
        return new SimpleApnsPushNotification(
                device.token(),
                topic,
                payload.build(),
                now.plus(push.lifetime()),
                isShown ? DeliveryPriority.IMMEDIATE : DeliveryPriority.CONSERVE_POWER,
                isShown ? PushType.ALERT : PushType.BACKGROUND,
                push.collapseKey());
    }

    /**
     * A token of another app ({@code DeviceTokenNotForTopic}) stays, and so does one that Apple does not know ({@code BadDeviceToken}), as
     * it says of each when the endpoint is the other environment's: it is the setting that may be wrong.
     */
    static Outcome rejected(int status, String reason) {
        if (status == GONE || DEAD_TOKEN.contains(reason)) {
            return Outcome.DEAD;
        }
        if (status == TOO_MANY) {
            return new Outcome.Later(PAUSE);
        }
        if (status >= 500 || OUR_CREDENTIALS.contains(reason)) {
            return Outcome.LATER;
        }
        return Outcome.REFUSED;
    }
}
