package org.baraza.notification.channel;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.baraza.notification.preference.Device;

/**
 * A push as FCM takes it. What is shown has the collapse key as its tag, so that it replaces the one before; what is not is data
 * alone, by which the app takes away what has that tag.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FcmMessage(String token, Map<String, String> data, Shown notification, Android android) {

    /** What the system shows. */
    record Shown(String title, String body) {}

    /** What is said for Android alone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Android(
            @JsonProperty("collapse_key") String collapseKey, String priority, String ttl, AndroidShown notification) {}

    /** How Android shows it. */
    record AndroidShown(
            String tag, @JsonProperty("notification_count") int count) {}

    /** The body of a request. */
    record Request(FcmMessage message) {}

    static Request of(Push push, Device device) {
        boolean isShown = push.kind() == Push.Kind.ALERT;
        int badge = (int) Math.min(push.badge(), Integer.MAX_VALUE);
        Android android = new Android(
                push.collapseKey(),
                isShown ? "HIGH" : "NORMAL",
                push.lifetime().toSeconds() + "s",
                isShown ? new AndroidShown(push.collapseKey(), badge) : null);
        return new Request(new FcmMessage(
                device.token(), Payload.of(push), isShown ? new Shown(push.title(), push.body()) : null, android));
    }

    /** Leaves token and texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "FcmMessage[" + android.collapseKey() + "]";
    }
}
