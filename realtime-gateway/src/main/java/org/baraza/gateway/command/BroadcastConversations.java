package org.baraza.gateway.command;

import java.time.Instant;

import jakarta.inject.Singleton;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.baraza.contracts.user.UserProfile;
import org.baraza.directory.UserDirectory;

/** The conversation of a broadcast, as its sender sees it when it has just been sent. */
@Singleton
class BroadcastConversations {

    private final UserDirectory directory;

    BroadcastConversations(UserDirectory directory) {
        this.directory = directory;
    }

    /**
     * The {@code Conversation} of the clients' contract, less its {@code lastMessage}.
     *
     * @param recipientCount how many the directory says it is for now, without the sender
     */
    record View(
            String id,
            String type,
            UserProfile otherParticipant,
            String title,
            String description,
            AudienceType broadcastType,
            Chapter chapter,
            UserProfile creator,
            int recipientCount,
            long unreadCount,
            Instant updatedAt,
            long head,
            long headRev,
            long readSeq) {}

    /** @param audience whom the sender named */
    View of(MessageView message, Audience audience) {
        BroadcastDetails details = message.broadcast();
        String senderId = message.sender().id();
        return new View(
                message.conversationId(),
                "BROADCAST",
                null,
                details.title(),
                details.description(),
                details.audienceType(),
                chapter(details.chapterId()),
                message.sender(),
                count(senderId, audience),
                0,
                message.createdAt(),
                message.seq(),
                message.rev(),
                message.seq());
    }

    private int count(String senderId, Audience audience) {
        int all = switch (audience.type()) {
            case ALL -> directory.count();
            case CHAPTER -> directory.countOf(audience.chapterId());
            case CUSTOM -> audience.recipientIds().size();
        };
        boolean withSender = audience.type() == AudienceType.CUSTOM
                ? audience.recipientIds().contains(senderId)
                : directory.contains(senderId) && audience.includes(senderId, directory.chapterOf(senderId));
        return withSender ? all - 1 : all;
    }

    private Chapter chapter(String chapterId) {
        return chapterId == null
                ? null
                : directory.membersOf(chapterId).stream()
                        .findAny()
                        .flatMap(directory::find)
                        .map(UserChanged::chapter)
                        .orElse(null);
    }
}
