package org.baraza.gateway.command;

import java.time.Clock;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.UserId;
import org.baraza.contracts.message.DeleteMessage;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.EditMessage;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.contracts.message.SendMessage;
import org.baraza.rest.Caller;

/** Reads what a client wants of messages from its JSON, and refuses what is not as documented. */
@Singleton
class MessageReader {

    private static final String ME = "me";
    private static final String EVERYONE = "everyone";

    private final Clock clock = Clock.systemUTC();

    /**
     * A message to be sent: {@code { receiverId | conversationId, content, media?, clientMessageId? }}.
     *
     * @param senderId who sends
     * @throws RefusedException if it must not be sent
     */
    SendMessage send(String senderId, JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        String receiverId = receiverOf(senderId, fields);
        if (!UserId.isValid(receiverId)) {
            throw new RefusedException(Refusal.RECEIVER_UNKNOWN, "receiverId is missing or not the id of a person");
        }
        if (receiverId.equals(senderId)) {
            throw new RefusedException(Refusal.SELF_MESSAGE, "a message to oneself cannot be sent");
        }
        String clientMessageId = fields.text("clientMessageId");
        List<Media> media = fields.media();
        return new SendMessage(
                CommandIds.next(),
                ConversationId.direct(senderId, receiverId).value(),
                senderId,
                receiverId,
                clientMessageId == null ? CommandIds.next() : clientMessageId,
                fields.text("content"),
                media == null ? List.of() : media,
                clock.instant());
    }

    /**
     * A message to be changed: {@code { id, content?, title?, description?, media? }}.
     *
     * @throws RefusedException if nothing is to be changed, to something that is not allowed, or there is no such message
     */
    EditMessage edit(String actorId, JsonNode body) {
        return edit(actorId, JsonFields.of(body).text("id"), body);
    }

    /** A message to be changed: {@code { content?, title?, description?, media? }}. */
    EditMessage edit(String actorId, String id, JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        MessageId message = CommandIds.message(actorId, id);
        return new EditMessage(
                CommandIds.next(),
                message.conversation().value(),
                message.seq(),
                actorId,
                fields.text("content"),
                fields.text("title"),
                fields.text("description"),
                fields.media(),
                clock.instant());
    }

    /**
     * A message to be deleted: {@code { id, for? }}.
     *
     * @throws RefusedException if there is no such message for them
     */
    DeleteMessage delete(Caller caller, JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        return delete(caller, fields.text("id"), fields.text("for"));
    }

    /**
     * A message to be deleted.
     *
     * @param whom {@code me} or {@code everyone}; null for {@code me}
     */
    DeleteMessage delete(Caller caller, String id, String whom) {
        MessageId message = CommandIds.message(caller.userId(), id);
        return new DeleteMessage(
                CommandIds.next(),
                message.conversation().value(),
                message.seq(),
                caller.userId(),
                caller.accountType(),
                caller.chapterId(),
                scope(whom),
                clock.instant());
    }

    private static DeletionScope scope(String whom) {
        if (whom == null || whom.equals(ME)) {
            return DeletionScope.ME;
        }
        if (whom.equals(EVERYONE)) {
            return DeletionScope.EVERYONE;
        }
        throw new RefusedException(Refusal.MALFORMED, "for must be me or everyone");
    }

    private static String receiverOf(String senderId, JsonFields fields) {
        String receiverId = fields.text("receiverId");
        String conversationId = fields.text("conversationId");
        if (receiverId != null || conversationId == null) {
            return receiverId;
        }
        if (!ConversationId.isValid(conversationId) || !new ConversationId(conversationId).hasParticipant(senderId)) {
            throw new RefusedException(Refusal.CONVERSATION_UNKNOWN, "there is no such conversation");
        }
        return new ConversationId(conversationId).otherThan(senderId);
    }
}
