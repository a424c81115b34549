package org.baraza.message.store;

import java.time.Instant;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A message that somebody has deleted for themselves.
 *
 * @param id {@code <conversationId>/<userId>/<seq>}
 * @param conversationId where the message stands
 * @param userId who does not see it any more
 * @param seq its number there
 * @param rev the number of the deletion
 * @param hiddenAt when
 */
public record HideDocument(
        @BsonId String id, String conversationId, String userId, long seq, long rev, Instant hiddenAt) {

    /** The key of a message that somebody does not want to see. */
    public static String keyOf(String conversationId, String userId, long seq) {
        return conversationId + '/' + userId + '/' + seq;
    }

    /** What a deletion for one person leaves. */
    public static HideDocument of(ChangeDocument change) {
        return new HideDocument(
                keyOf(change.conversationId(), change.visibleTo(), change.seq()),
                change.conversationId(),
                change.visibleTo(),
                change.seq(),
                change.rev(),
                change.at());
    }
}
