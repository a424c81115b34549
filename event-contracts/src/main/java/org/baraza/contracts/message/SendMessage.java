package org.baraza.contracts.message;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

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
 * @param clientMessageId the sender's own id for the message, 1 to {@value #MAX_CLIENT_MESSAGE_ID_LENGTH} visible ASCII
 *     characters: within the conversation and sender it never makes two messages
 * @param content the text, at most {@value #MAX_CONTENT_CODE_POINTS} code points; kept exactly as it came
 * @param media at most {@value #MAX_MEDIA}
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

    public static final int MAX_CONTENT_CODE_POINTS = 10_000;
    public static final int MAX_MEDIA = 10;
    public static final int MAX_CLIENT_MESSAGE_ID_LENGTH = 64;

    private static final Pattern CLIENT_MESSAGE_ID =
            Pattern.compile("[\\x21-\\x7e]{1," + MAX_CLIENT_MESSAGE_ID_LENGTH + "}");

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
        if (clientMessageId == null
                || !CLIENT_MESSAGE_ID.matcher(clientMessageId).matches()) {
            throw new RefusedException(
                    Refusal.CLIENT_MESSAGE_ID_INVALID,
                    "clientMessageId must be 1 to " + MAX_CLIENT_MESSAGE_ID_LENGTH + " visible ASCII characters");
        }
        content = content == null ? "" : content;
        if (media != null && media.stream().anyMatch(Objects::isNull)) {
            throw new RefusedException(Refusal.MEDIA_INVALID, "each of media must be an object");
        }
        media = media == null ? List.of() : List.copyOf(media);
        if (media.size() > MAX_MEDIA) {
            throw new RefusedException(Refusal.MEDIA_INVALID, "more than " + MAX_MEDIA + " media");
        }
        requireGoodContent(content, media);
    }

    private static void requireGoodContent(String content, List<Media> media) {
        if (content.isBlank() && media.isEmpty()) {
            throw new RefusedException(Refusal.CONTENT_EMPTY, "content is empty");
        }
        if (content.codePointCount(0, content.length()) > MAX_CONTENT_CODE_POINTS) {
            throw new RefusedException(
                    Refusal.CONTENT_TOO_LONG, "content has more than " + MAX_CONTENT_CODE_POINTS + " code points");
        }
        if (content.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new RefusedException(Refusal.CONTENT_MALFORMED, "content holds half of a surrogate pair");
        }
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
