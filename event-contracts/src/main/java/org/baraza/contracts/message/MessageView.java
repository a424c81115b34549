package org.baraza.contracts.message;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
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
        Instant createdAt) {

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "MessageView[" + id + "]";
    }
}
