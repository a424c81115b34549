package org.baraza.notification.preference;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A conversation that a person has muted, as it rests in the collection {@code mutes}.
 *
 * @param id {@code <userId>~<conversationId>}
 * @param userId who
 * @param conversationId what
 * @param until when it ends; null for never. One that has ended stays until it is replaced or taken away
 */
@MongoEntity(collection = MuteDocument.COLLECTION)
public record MuteDocument(@BsonId String id, String userId, String conversationId, Instant until) {

    public static final String COLLECTION = "mutes";

    static String key(String userId, String conversationId) {
        return userId + '~' + conversationId;
    }

    boolean isActive(Instant now) {
        return until == null || until.isAfter(now);
    }
}
