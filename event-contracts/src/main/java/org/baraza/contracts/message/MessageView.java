package org.baraza.contracts.message;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.user.UserProfile;

/**
 * A message as the clients know it, less the two fields that speak for whoever looks at it ({@code isMine},
 * {@code isReadByMe}): those are added for each viewer.
 *
 * @param id the public id, {@code <conversationId>-<seq>}
 * @param conversationId where it was sent
 * @param seq its number there, from 1 and without gaps
 * @param clientMessageId the sender's own id for it
 * @param sender who wrote it
 * @param content the text
 * @param media what it refers to
 * @param isBroadcast whether it went to an audience
 * @param isRead whether its receiver has read it
 * @param readBy who has read it, the sender included
 * @param isEdited whether it was changed after sending
 * @param editedAt when it was changed last; null if never
 * @param createdAt when it was stored, to the millisecond
 * @param rev the number of the conversation's change that touched it last; 0 if none has
 * @param isDeleted whether it was deleted for everybody: then there is neither content nor media
 * @param broadcast title and priority of a broadcast; null for others
 */
public record MessageView(
        String id,
        String conversationId,
        long seq,
        String clientMessageId,
        UserProfile sender,
        String content,
        List<Media> media,
        @JsonProperty("isBroadcast") boolean isBroadcast,
        @JsonProperty("isRead") boolean isRead,
        List<String> readBy,
        @JsonProperty("isEdited") boolean isEdited,
        Instant editedAt,
        Instant createdAt,
        long rev,
        @JsonProperty("isDeleted") boolean isDeleted,
        @JsonInclude(JsonInclude.Include.NON_NULL) BroadcastDetails broadcast) {

    /** A message that nothing has changed since it was sent to one person. */
    public static MessageView unchanged(
            String conversationId,
            long seq,
            String clientMessageId,
            UserProfile sender,
            String content,
            List<Media> media,
            List<String> readBy,
            Instant createdAt) {
        return new MessageView(
                new MessageId(new ConversationId(conversationId), seq).toString(),
                conversationId,
                seq,
                clientMessageId,
                sender,
                content,
                media,
                false,
                readBy.size() > 1,
                readBy,
                false,
                null,
                createdAt,
                0,
                false,
                null);
    }

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "MessageView[" + id + "]";
    }
}
