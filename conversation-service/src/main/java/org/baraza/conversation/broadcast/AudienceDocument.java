package org.baraza.conversation.broadcast;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * An entry of the collection {@code audiences}: an audience, or a person's standing. They lie together so that one read by
 * {@code _id} answers how much a person has not read.
 *
 * @param id the audience, or {@code USER:<userId>}
 * @param published of an audience, the number of its last broadcast
 * @param lastSentAt of an audience, when the latest was sent
 * @param version of a person, how often the entry was written
 * @param directoryOffset of a person, place in {@code user-events} that the shares follow
 * @param shares of a person
 * @param applied of a person, places in {@code message-events} that the shares follow
 */
public record AudienceDocument(
        @BsonId String id,
        Long published,
        Instant lastSentAt,
        Long version,
        Long directoryOffset,
        List<Share> shares,
        List<Applied> applied) {

    private static final String PERSON = "USER:";

    /** The last event of a partition that was counted. */
    public record Applied(int partition, long offset) {}

    static String idOfPerson(String userId) {
        return PERSON + userId;
    }

    /** The entry of a standing, in the version after it. */
    static AudienceDocument of(Standing standing) {
        return new AudienceDocument(
                idOfPerson(standing.userId()),
                null,
                null,
                standing.version() + 1,
                standing.directoryOffset(),
                List.copyOf(standing.shares().values()),
                standing.applied().entrySet().stream()
                        .map(entry -> new Applied(entry.getKey(), entry.getValue()))
                        .toList());
    }

    boolean isPerson() {
        return id.startsWith(PERSON);
    }

    AudienceHead toHead() {
        return new AudienceHead(id, published, lastSentAt);
    }

    Standing toStanding() {
        Map<String, Share> byAudience = shares.stream().collect(Collectors.toMap(Share::audience, Function.identity()));
        Map<Integer, Long> byPartition =
                applied.stream().collect(Collectors.toMap(Applied::partition, Applied::offset));
        return new Standing(id.substring(PERSON.length()), version, directoryOffset, byAudience, byPartition);
    }
}
