package org.baraza.gateway.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageView;
import org.baraza.eventlog.EventCodec;

/** What clients are told of messages after they were sent. */
final class MessageNotices {

    private MessageNotices() {}

    /**
     * {@code message:updated}.
     *
     * @param title of a broadcast
     * @param description of a broadcast
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record Updated(
            String id,
            String conversationId,
            String content,
            @JsonProperty("isEdited") boolean isEdited,
            Instant editedAt,
            long seq,
            long rev,
            List<Media> media,
            @JsonInclude(JsonInclude.Include.NON_NULL) String title,
            @JsonInclude(JsonInclude.Include.NON_NULL) String description) {}

    /** {@code message:deleted}. */
    private record Deleted(
            String id,
            String conversationId,
            long seq,
            long rev,
            @JsonProperty("for") String scope,
            Instant deletedAt) {}

    /** {@code conversation:read}. */
    private record Read(String conversationId, String userId, long seq, Instant readAt) {}

    /** {@code conversation:archived}. */
    private record Archived(String conversationId) {}

    static Notice updated(MessageEdited edited) {
        MessageView message = edited.message();
        BroadcastDetails details = message.broadcast();
        return notice(
                "message:updated",
                () -> new Updated(
                        message.id(),
                        message.conversationId(),
                        message.content(),
                        message.isEdited(),
                        message.editedAt(),
                        message.seq(),
                        edited.rev(),
                        message.media(),
                        details == null ? null : details.title(),
                        details == null ? null : details.description()));
    }

    static Notice deleted(MessageDeleted deleted) {
        ConversationId conversation = new ConversationId(deleted.conversationId());
        return notice(
                "message:deleted",
                () -> new Deleted(
                        new MessageId(conversation, deleted.seq()).toString(),
                        deleted.conversationId(),
                        deleted.seq(),
                        deleted.rev(),
                        deleted.scope().name().toLowerCase(Locale.ROOT),
                        deleted.deletedAt()));
    }

    static Notice read(ConversationRead read) {
        return notice(
                "conversation:read", () -> new Read(read.conversationId(), read.readerId(), read.seq(), read.readAt()));
    }

    static Notice archived(ConversationArchived archived) {
        return notice("conversation:archived", () -> new Archived(archived.conversationId()));
    }

    /** {@code notification:new-message}, for sockets that do not have the conversation open. */
    static Notice newMessage(String conversationId, Supplier<String> message) {
        return new Notice(
                "notification:new-message",
                () -> "{\"conversationId\":\"" + conversationId + "\",\"message\":" + message.get() + "}",
                conversationId);
    }

    private static Notice notice(String event, Supplier<Object> argument) {
        return new Notice(event, () -> EventCodec.toText(argument.get()));
    }
}
