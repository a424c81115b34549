package org.baraza.conversation.inbox;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.baraza.contracts.user.UserProfile;

/**
 * The last message of a conversation, as one of its members sees it: the {@code Message} of the clients' contract.
 *
 * @param id {@code <conversationId>-<seq>}
 * @param content the text; empty if it was deleted
 * @param sender who wrote it
 * @param conversationId where it was sent
 * @param isMine whether the viewer wrote it
 * @param isRead whether everybody else has read it
 * @param isReadByMe whether the viewer has
 * @param readBy who has, the sender included
 * @param isBroadcast whether it went to an audience
 * @param media what it refers to; nothing if it was deleted
 * @param isEdited whether it was changed after sending
 * @param editedAt when; null if never
 * @param createdAt when it was stored
 * @param seq its number in the conversation
 * @param clientMessageId the sender's own id for it
 * @param rev the number of the conversation's change that touched it last, as far as the viewer is concerned; 0 if none has
 * @param isDeleted whether it was deleted, for everybody or by the viewer for themselves
 */
record InboxMessage(
        String id,
        String content,
        UserProfile sender,
        String conversationId,
        @JsonProperty("isMine") boolean isMine,
        @JsonProperty("isRead") boolean isRead,
        @JsonProperty("isReadByMe") boolean isReadByMe,
        List<String> readBy,
        @JsonProperty("isBroadcast") boolean isBroadcast,
        List<Attachment> media,
        @JsonProperty("isEdited") boolean isEdited,
        Instant editedAt,
        Instant createdAt,
        long seq,
        String clientMessageId,
        long rev,
        @JsonProperty("isDeleted") boolean isDeleted) {

    /** What a message refers to. */
    record Attachment(String type, String url, String filename) {}

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "InboxMessage[" + id + "]";
    }
}
