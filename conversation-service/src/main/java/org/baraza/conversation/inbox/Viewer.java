package org.baraza.conversation.inbox;

import java.util.List;
import java.util.function.Function;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.user.UserProfile;
import org.baraza.conversation.conversation.ConversationDocument;
import org.baraza.conversation.conversation.ConversationType;
import org.baraza.conversation.conversation.LastMessageDocument;

/**
 * A member looking at their conversations.
 *
 * @param userId who looks
 * @param people what others see of a person, by id
 */
record Viewer(String userId, Function<String, UserProfile> people) {

    /** A conversation with their eyes. */
    InboxConversation see(ConversationDocument conversation) {
        return new InboxConversation(
                conversation.id(),
                conversation.type(),
                otherParticipant(conversation),
                null,
                null,
                null,
                null,
                null,
                null,
                seeLast(conversation),
                conversation.unreadOf(userId),
                conversation.lastActivityAt(),
                conversation.head(),
                conversation.headRev(),
                conversation.cursorOf(userId),
                null,
                null,
                null);
    }

    private UserProfile otherParticipant(ConversationDocument conversation) {
        return conversation.type() == ConversationType.DIRECT
                ? people.apply(new ConversationId(conversation.id()).otherThan(userId))
                : null;
    }

    private InboxMessage seeLast(ConversationDocument conversation) {
        LastMessageDocument message = conversation.lastMessage();
        boolean deleted = message.isDeletedFor(userId);
        List<String> readBy = conversation.members().stream()
                .filter(member -> conversation.cursorOf(member) >= message.seq())
                .toList();
        return new InboxMessage(
                new MessageId(new ConversationId(conversation.id()), message.seq()).toString(),
                deleted ? "" : message.content(),
                people.apply(message.senderId()),
                conversation.id(),
                message.senderId().equals(userId),
                conversation.members().stream()
                        .allMatch(member -> member.equals(message.senderId()) || readBy.contains(member)),
                readBy.contains(userId),
                readBy,
                conversation.type() == ConversationType.BROADCAST,
                deleted ? List.of() : seeMedia(message),
                message.editedAt() != null,
                message.editedAt(),
                message.createdAt(),
                message.seq(),
                message.clientMessageId(),
                message.revFor(userId),
                deleted);
    }

    private static List<InboxMessage.Attachment> seeMedia(LastMessageDocument message) {
        return message.media().stream()
                .map(media -> new InboxMessage.Attachment(media.type(), media.url(), media.filename()))
                .toList();
    }
}
