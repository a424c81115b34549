package org.baraza.message.store;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * How far somebody has read a conversation.
 *
 * @param id {@code <conversationId>/<userId>}
 * @param conversationId what was read
 * @param userId who read
 * @param seq number of the last message read; only ever grows
 */
public record CursorDocument(@BsonId String id, String conversationId, String userId, long seq) {

    /** The key of a cursor. */
    public static String keyOf(String conversationId, String userId) {
        return conversationId + '/' + userId;
    }
}
