package org.baraza.contracts.message;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.EventType;
import org.baraza.contracts.UserId;

/**
 * Send a direct message. Cannot be made with content that must be refused: the constructor throws a
 * {@link RefusedException} that names the reason.
 *
 * @param commandId made by the gateway for this attempt
 * @param conversationId the direct conversation of sender and receiver
 * @param senderId who writes
 * @param receiverId who is written to
 * @param clientMessageId the sender's own id for the message, 1 to {@value MessageContent#MAX_CLIENT_MESSAGE_ID_LENGTH} visible ASCII
 *     characters: within the conversation and sender it never makes two messages
 * @param content the text, at most {@value MessageContent#MAX_CODE_POINTS} code points; kept exactly as it came
 * @param media at most {@value MessageContent#MAX_MEDIA}
 * @param requestedAt when the gateway accepted the command
 */
@EventType("org.baraza.message.send.v1")
public record SendMessage(
        String commandId,
        String conversationId,
        String senderId,
        String receiverId,
        String clientMessageId,
        String content,
        List<Media> media,
        Instant requestedAt)
        implements MessageCommand {

    public SendMessage {
        if (commandId == null || requestedAt == null || !UserId.isValid(senderId)) {
            throw new RefusedException(Refusal.MALFORMED, "commandId, requestedAt and senderId are required");
        }
        if (!UserId.isValid(receiverId)) {
            throw new RefusedException(Refusal.RECEIVER_UNKNOWN, "receiverId is missing or not the id of a person");
        }
        if (senderId.equals(receiverId)) {
            throw new RefusedException(Refusal.SELF_MESSAGE, "a message to oneself cannot be sent");
        }
        if (!ConversationId.direct(senderId, receiverId).value().equals(conversationId)) {
            throw new RefusedException(Refusal.MALFORMED, "conversationId is not the one of sender and receiver");
        }
        MessageContent.requireClientMessageId(clientMessageId);
        content = content == null ? "" : content;
        media = MessageContent.requireMedia(media);
        MessageContent.requireText(content, media);
    }

    @Override
    @JsonIgnore
    public String actorId() {
        return senderId;
    }

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "SendMessage[" + commandId + " in " + conversationId + " by " + senderId + "]";
    }
}
