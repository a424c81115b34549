package org.baraza.conversation.inbox;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.user.UserProfile;
import org.baraza.conversation.broadcast.BroadcastDocument;
import org.baraza.conversation.broadcast.SeenBroadcast;
import org.baraza.conversation.conversation.ConversationType;
import org.baraza.conversation.inbox.InboxMessage.Attachment;

/**
 * A person looking at broadcasts: each is a conversation with one message. Of those who have read it they see themselves and
 * its sender only.
 *
 * @param userId who looks
 * @param people what others see of a person, by id
 */
record BroadcastViewer(String userId, Function<String, UserProfile> people) {

    private static final long ONLY_MESSAGE = 1;

    /** A broadcast with their eyes. */
    InboxConversation see(SeenBroadcast seen) {
        BroadcastDocument broadcast = seen.broadcast();
        boolean read = isRead(seen);
        return new InboxConversation(
                broadcast.id(),
                ConversationType.BROADCAST,
                null,
                seen.isDeleted() ? "" : broadcast.title(),
                seen.isDeleted() ? null : broadcast.description(),
                broadcast.type().name(),
                seen.chapter(),
                people.apply(broadcast.senderId()),
                broadcast.recipientCount(),
                message(seen, read),
                read ? 0 : ONLY_MESSAGE,
                broadcast.createdAt(),
                ONLY_MESSAGE,
                seen.rev(),
                read ? ONLY_MESSAGE : 0,
                broadcast.priority(),
                broadcast.requiresAcknowledgement(),
                seen.isAcknowledged());
    }

    private InboxMessage message(SeenBroadcast seen, boolean read) {
        BroadcastDocument broadcast = seen.broadcast();
        boolean mine = broadcast.senderId().equals(userId);
        return new InboxMessage(
                new MessageId(new ConversationId(broadcast.id()), ONLY_MESSAGE).toString(),
                seen.isDeleted() ? "" : broadcast.content(),
                people.apply(broadcast.senderId()),
                broadcast.id(),
                mine,
                read && !mine,
                read,
                Stream.of(broadcast.senderId(), userId)
                        .distinct()
                        .filter(person -> read || !person.equals(userId))
                        .toList(),
                true,
                seen.isDeleted() ? List.of() : media(broadcast),
                broadcast.editedAt() != null,
                broadcast.editedAt(),
                broadcast.createdAt(),
                ONLY_MESSAGE,
                broadcast.clientMessageId(),
                seen.rev(),
                seen.isDeleted());
    }

    private boolean isRead(SeenBroadcast seen) {
        return seen.isRead() || seen.broadcast().senderId().equals(userId);
    }

    private static List<Attachment> media(BroadcastDocument broadcast) {
        return broadcast.media().stream()
                .map(media -> new Attachment(media.type(), media.url(), media.filename()))
                .toList();
    }
}
