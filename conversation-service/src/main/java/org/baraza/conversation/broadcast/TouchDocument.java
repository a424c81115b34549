package org.baraza.conversation.broadcast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A person's row for a broadcast. Times are those of the first event of their kind; the offsets say which event of the log
 * that was, so that a replay finds out what it has counted.
 *
 * @param id {@code <broadcastId>/<userId>}
 * @param broadcastId which broadcast
 * @param userId whose row
 * @param audience the broadcast's audience
 * @param number the broadcast's number in its audience
 * @param partition of the log that the offsets are of; null if there are none
 * @param deliveredAt when it reached the person
 * @param readAt when they read it; null if they have not
 * @param readOffset the event that said so first; null for none
 * @param acknowledgedAt when they acknowledged it; null if they have not
 * @param hiddenAt when they took it off their list; null if they have not
 * @param hiddenOffset the event that said so first; null for none
 * @param deletedRev the number of the change with which they deleted it for themselves; null if they have not
 */
public record TouchDocument(
        @BsonId String id,
        String broadcastId,
        String userId,
        String audience,
        long number,
        Integer partition,
        Instant deliveredAt,
        Instant readAt,
        Long readOffset,
        Instant acknowledgedAt,
        Instant hiddenAt,
        Long hiddenOffset,
        Long deletedRev) {

    static String idOf(String broadcastId, String userId) {
        return broadcastId + '/' + userId;
    }

    /** Whether the event at this place was the first that said they have read it. */
    boolean wasReadFirstAt(LogPosition position) {
        return readOffset != null && readOffset == position.offset();
    }

    /** Whether the event at this place was the first that said they have taken it off their list. */
    boolean wasHiddenFirstAt(LogPosition position) {
        return hiddenOffset != null && hiddenOffset == position.offset();
    }

    /** What the person's counters count of it. */
    List<Counted> counted() {
        return Stream.of(countedAt(Counted.Kind.READ, readOffset), countedAt(Counted.Kind.HIDDEN, hiddenOffset))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Counted> countedAt(Counted.Kind kind, Long offset) {
        return Optional.ofNullable(offset)
                .map(first -> new Counted(kind, audience, number, new LogPosition(partition, first)));
    }
}
