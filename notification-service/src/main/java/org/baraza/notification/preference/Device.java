package org.baraza.notification.preference;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A device that can be pushed, as it rests in the collection {@code devices}. A token belongs to one person: whoever registers
 * it next takes it over.
 *
 * @param id SHA-256 of the token, in hexadecimal: tokens are too long for a key and too secret for a log
 * @param userId whose
 * @param type {@code ios}, {@code android} or {@code web}
 * @param deviceId the app's own id of the device, of which one token counts
 * @param token the provider's token; of a browser the endpoint of its subscription
 * @param p256dh of a browser, its public key; else null
 * @param auth of a browser, its secret; else null
 * @param registeredAt when it was registered last
 */
@MongoEntity(collection = Device.COLLECTION)
public record Device(
        @BsonId String id,
        String userId,
        String type,
        String deviceId,
        String token,
        String p256dh,
        String auth,
        Instant registeredAt) {

    public static final String COLLECTION = "devices";

    /** What kind of device. */
    public DeviceType deviceType() {
        return DeviceType.parse(type).orElseThrow(() -> new IllegalStateException("no such kind of device"));
    }

    /** Leaves the token and keys out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "Device[" + type + " of " + userId + "]";
    }
}
