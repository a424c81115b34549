package org.baraza.message.history;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.user.UserProfile;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.view.ViewedMessage;

/**
 * One page of a conversation.
 *
 * @param conversation what kind of conversation it is
 * @param messages oldest first, without those that the viewer has deleted for themselves
 * @param total how many messages the conversation has
 */
record HistoryPage(Kind conversation, List<ViewedMessage> messages, long total) {

    /**
     * What kind of conversation it is.
     *
     * @param id its id
     * @param type {@code DIRECT} or {@code BROADCAST}
     * @param isBroadcast whether one speaks to many
     * @param broadcast what is said of broadcasts only; null for others
     */
    record Kind(
            String id,
            String type,
            @JsonProperty("isBroadcast") boolean isBroadcast,

            @JsonUnwrapped @JsonInclude(JsonInclude.Include.NON_NULL)
            Broadcast broadcast) {

        static Kind direct(ConversationId conversation) {
            return new Kind(conversation.value(), "DIRECT", false, null);
        }

        static Kind broadcast(MessageDocument message, UserProfile creator) {
            return new Kind(
                    message.conversationId(),
                    "BROADCAST",
                    true,
                    new Broadcast(
                            message.broadcast().title(),
                            message.broadcast().description(),
                            message.broadcast().audienceType(),
                            message.broadcast().chapterId(),
                            message.broadcast().priority(),
                            message.broadcast().requiresAcknowledgement(),
                            creator));
        }
    }

    /**
     * What a broadcast has beside its message.
     *
     * @param title the headline; empty once it is deleted
     * @param description one more line; may be null
     * @param broadcastType whom it is for
     * @param chapterId which chapter; null unless {@code CHAPTER}
     * @param priority how much it matters
     * @param requiresAcknowledgement whether recipients are asked to say that they have read it
     * @param creator who sent it
     */
    record Broadcast(
            String title,
            String description,
            AudienceType broadcastType,
            String chapterId,
            Priority priority,
            boolean requiresAcknowledgement,
            UserProfile creator) {}
}
