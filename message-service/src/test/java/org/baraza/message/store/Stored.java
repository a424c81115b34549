package org.baraza.message.store;

import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.bson.Document;

/** Documents as the service has stored them at some time. */
final class Stored {

    private Stored() {}

    static Document message(String conversationId, String senderId, long seq) {
        return new Document("_id", MessageDocument.keyOf(conversationId, senderId, "client-" + seq))
                .append("conversationId", conversationId)
                .append("seq", seq)
                .append("commandId", "command-" + seq)
                .append("senderId", senderId)
                .append("clientMessageId", "client-" + seq)
                .append("content", "message " + seq)
                .append("media", List.of())
                .append("createdAt", Date.from(Instant.ofEpochSecond(seq)));
    }

    static Document cursor(String conversationId, String userId, long seq) {
        return new Document("_id", CursorDocument.keyOf(conversationId, userId))
                .append("conversationId", conversationId)
                .append("userId", userId)
                .append("seq", seq);
    }

    static Document change(String conversationId, long rev, String visibleTo) {
        return new Document("_id", ChangeDocument.keyOf(conversationId, "command-" + rev))
                .append("conversationId", conversationId)
                .append("rev", rev)
                .append("seq", 1L)
                .append("position", new Document("partition", 0).append("offset", rev))
                .append("kind", "DELETED")
                .append("visibleTo", visibleTo)
                .append("actorId", "somebody")
                .append("at", Date.from(Instant.ofEpochSecond(rev)));
    }

    static Document hide(String conversationId, String userId, long rev) {
        return new Document("_id", HideDocument.keyOf(conversationId, userId, 1))
                .append("conversationId", conversationId)
                .append("userId", userId)
                .append("seq", 1L)
                .append("rev", rev)
                .append("hiddenAt", new Date());
    }

    static Document audience(String id, String senderId, String label, List<String> recipientIds) {
        return new Document("_id", id)
                .append("senderId", senderId)
                .append("label", label)
                .append("recipientIds", recipientIds);
    }
}
