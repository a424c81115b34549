package org.baraza.notification.planner;

import java.time.Instant;
import java.util.List;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Why a person was pushed, or not, for some messages in a row of a conversation, as it rests in the collection {@code decisions}.
 *
 * @param id {@code <userId>~<conversationId>~<firstSeq>}: one for each message, however often it is made
 * @param userId who
 * @param conversationId where
 * @param firstSeq the first message that it is about
 * @param lastSeq the last
 * @param reason name of the {@link Reason}
 * @param decidedAt when
 * @param heldUntil until when quiet hours hold it, or held it; null if they never did
 * @param attempts how often the providers were tried
 * @param devices what became of each device in the last attempt
 * @param collapseKey of its pushes
 */
@MongoEntity(collection = Decision.COLLECTION)
public record Decision(
        @BsonId String id,
        String userId,
        String conversationId,
        long firstSeq,
        long lastSeq,
        String reason,
        Instant decidedAt,
        Instant heldUntil,
        int attempts,
        List<DeviceOutcome> devices,
        String collapseKey) {

    public static final String COLLECTION = "decisions";

    /** What became of one device: {@code SENT}, {@code DEAD}, {@code LATER} or {@code REFUSED}. */
    public record DeviceOutcome(String deviceType, String deviceId, String outcome) {}

    static Decision of(PushRow row, Reason reason, Instant now, Instant heldUntil, List<DeviceOutcome> devices) {
        return new Decision(
                keyOf(row),
                row.userId,
                row.conversationId,
                row.decidedUpTo + 1,
                row.deciding,
                reason.name(),
                now,
                heldUntil,
                devices.isEmpty() ? row.attempt : row.attempt + 1,
                devices,
                CollapseKey.of(row.conversationId));
    }

    static String keyOf(PushRow row) {
        return row.id + '~' + (row.decidedUpTo + 1);
    }

    boolean isFinal() {
        return !Reason.QUIET_HOURS.name().equals(reason);
    }
}
