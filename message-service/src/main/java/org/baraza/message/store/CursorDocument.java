package org.baraza.message.store;

import java.time.Instant;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * How far somebody has read a conversation. In a direct conversation both people have one from its first message on, in a
 * broadcast whoever has read it.
 *
 * @param id {@code <conversationId>/<userId>}
 * @param conversationId what was read
 * @param userId who read
 * @param seq number of the last message read; only ever grows; 0 if none was
 * @param readAt when it came to stand there; null for 0
 */
public record CursorDocument(@BsonId String id, String conversationId, String userId, long seq, Instant readAt) {

    /** The key of a cursor. */
    public static String keyOf(String conversationId, String userId) {
        return conversationId + '/' + userId;
    }

    /** A cursor that stands at a message. */
    public static CursorDocument of(String conversationId, String userId, long seq, Instant readAt) {
        return new CursorDocument(keyOf(conversationId, userId), conversationId, userId, seq, readAt);
    }
}
