package org.baraza.gateway.command;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.UserId;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.MessageContent;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.contracts.message.SendMessage;

/** Reads what a client wants from its JSON, and refuses what is not as documented. Fields that are not known are ignored. */
@Singleton
public class CommandReader {

    private final Clock clock = Clock.systemUTC();

    /**
     * A message to be sent: {@code { receiverId | conversationId, content, media?, clientMessageId? }}.
     *
     * @param senderId who sends
     * @throws RefusedException if it must not be sent
     */
    public SendMessage send(String senderId, JsonNode body) {
        requireObject(body);
        String receiverId = receiverOf(senderId, body);
        if (!UserId.isValid(receiverId)) {
            throw new RefusedException(Refusal.RECEIVER_UNKNOWN, "receiverId is missing or not the id of a person");
        }
        if (receiverId.equals(senderId)) {
            throw new RefusedException(Refusal.SELF_MESSAGE, "a message to oneself cannot be sent");
        }
        String clientMessageId = text(body, "clientMessageId");
        return new SendMessage(
                newId(),
                ConversationId.direct(senderId, receiverId).value(),
                senderId,
                receiverId,
                clientMessageId == null ? newId() : clientMessageId,
                text(body, "content"),
                media(body.path("media")),
                clock.instant());
    }

    /**
     * A conversation that was read: its id alone, or {@code { conversationId, seq? }}.
     *
     * @param readerId who read
     * @throws RefusedException if there is no such conversation for them
     */
    public MarkRead read(String readerId, JsonNode body) {
        if (body.isTextual()) {
            return read(readerId, body.textValue(), null);
        }
        requireObject(body);
        return read(readerId, text(body, "conversationId"), seq(body.path("seq")));
    }

    /** A conversation that was read up to {@code seq}, or as far as it goes if that is null. */
    public MarkRead read(String readerId, String conversationId, Long seq) {
        return new MarkRead(newId(), conversationId, readerId, seq, clock.instant());
    }

    private static String receiverOf(String senderId, JsonNode body) {
        String receiverId = text(body, "receiverId");
        String conversationId = text(body, "conversationId");
        if (receiverId != null || conversationId == null) {
            return receiverId;
        }
        if (!ConversationId.isValid(conversationId) || !new ConversationId(conversationId).hasParticipant(senderId)) {
            throw new RefusedException(Refusal.CONVERSATION_UNKNOWN, "there is no such conversation");
        }
        return new ConversationId(conversationId).otherThan(senderId);
    }

    private static List<Media> media(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return List.of();
        }
        if (!given.isArray() || given.size() > MessageContent.MAX_MEDIA) {
            throw new RefusedException(
                    Refusal.MEDIA_INVALID, "media must be an array of at most " + MessageContent.MAX_MEDIA);
        }
        List<Media> media = new ArrayList<>();
        for (JsonNode one : given) {
            if (!one.isObject()) {
                throw new RefusedException(Refusal.MEDIA_INVALID, "each of media must be an object");
            }
            media.add(new Media(text(one, "type"), text(one, "url"), text(one, "filename")));
        }
        return media;
    }

    private static Long seq(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        if (!given.isIntegralNumber() || !given.canConvertToLong()) {
            throw new RefusedException(Refusal.MALFORMED, "seq must be a whole number");
        }
        return given.longValue();
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new RefusedException(Refusal.MALFORMED, field + " must be a string");
        }
        return value.textValue();
    }

    private static void requireObject(JsonNode body) {
        if (body == null || !body.isObject()) {
            throw new RefusedException(Refusal.MALFORMED, "a JSON object is expected");
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
