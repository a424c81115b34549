package org.baraza.notification.decision;

import java.time.Instant;
import java.util.List;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Why a person was told by a channel, or not, of some messages in a row of a conversation, as it rests in the collection
 * {@code decisions}.
 *
 * @param id of its {@link DecisionKey}: one for each message and channel, however often it is made
 * @param userId who
 * @param channel name of the {@link DecisionChannel}
 * @param cause the conversation
 * @param firstSeq the first message that it is about
 * @param lastSeq the last
 * @param reason name of the {@link Reason}
 * @param decidedAt when
 * @param heldUntil until when quiet hours hold it, or held it; null if they never did
 * @param attempts how often the providers were tried
 * @param devices what became of each device in the last attempt; empty where there are none
 * @param collapseKey of its pushes; null where there are none
 * @param version of the row that was judged: of two decisions on the same, that of the later version counts
 */
@MongoEntity(collection = Decision.COLLECTION)
public record Decision(
        @BsonId String id,
        String userId,
        String channel,
        String cause,
        long firstSeq,
        long lastSeq,
        String reason,
        Instant decidedAt,
        Instant heldUntil,
        int attempts,
        List<DeviceOutcome> devices,
        String collapseKey,
        long version) {

    public static final String COLLECTION = "decisions";

    /** What became of one device: {@code SENT}, {@code DEAD}, {@code LATER} or {@code REFUSED}. */
    public record DeviceOutcome(String deviceType, String deviceId, String outcome) {}

    /** On messages up to {@code lastSeq} of a row of that version; nothing held it, and nothing was tried. */
    public static Decision of(DecisionKey key, long lastSeq, Reason reason, Instant decidedAt, long version) {
        return new Decision(
                key.toString(),
                key.userId(),
                key.channel().name(),
                key.cause(),
                key.firstSeq(),
                lastSeq,
                reason.name(),
                decidedAt,
                null,
                0,
                List.of(),
                null,
                version);
    }

    /** The same, held by quiet hours; null if they never did. */
    public Decision heldUntil(Instant until) {
        return new Decision(
                id,
                userId,
                channel,
                cause,
                firstSeq,
                lastSeq,
                reason,
                decidedAt,
                until,
                attempts,
                devices,
                collapseKey,
                version);
    }

    /** The same, after so many attempts to reach the providers, the last of which went so. */
    public Decision after(int tried, List<DeviceOutcome> outcomes, String collapsedBy) {
        return new Decision(
                id,
                userId,
                channel,
                cause,
                firstSeq,
                lastSeq,
                reason,
                decidedAt,
                heldUntil,
                tried,
                outcomes,
                collapsedBy,
                version);
    }

    /** Whether no other follows on the same. */
    public boolean isFinal() {
        return !Reason.QUIET_HOURS.name().equals(reason);
    }
}
