package org.baraza.notification.inbox;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.notification.NotificationView;
import org.baraza.contracts.user.UserProfile;
import org.baraza.directory.UserDirectory;

/** Notifications as clients see them, with the names that people have at the time. */
@ApplicationScoped
class NotificationViews {

    /** In place of the text of a message that was deleted. */
    static final String DELETED = "This message was deleted";

    private final UserDirectory directory;

    NotificationViews(UserDirectory directory) {
        this.directory = directory;
    }

    NotificationView of(NotificationDocument document) {
        UserProfile sender = document.senderId() == null ? null : directory.profileOf(document.senderId());
        return document.posted() == null ? ofMessages(document, sender) : ofPosted(document, sender);
    }

    private static NotificationView ofMessages(NotificationDocument document, UserProfile sender) {
        return new NotificationView(
                document.publicId().toString(),
                document.type(),
                title(document.count(), sender.displayName()),
                document.preview() == null ? DELETED : document.preview(),
                sender,
                document.isRead(),
                "/messages/" + document.conversationId(),
                document.createdAt(),
                metadata(document));
    }

    private static NotificationView ofPosted(NotificationDocument document, UserProfile sender) {
        return new NotificationView(
                document.publicId().toString(),
                document.type(),
                document.posted().title(),
                document.preview(),
                sender,
                document.isRead(),
                document.posted().actionUrl(),
                document.createdAt(),
                Metadata.parse(document.posted().metadata()));
    }

    static String title(long count, String sender) {
        return count == 1 ? "New message from " + sender : count + " new messages from " + sender;
    }

    private static Map<String, Object> metadata(NotificationDocument document) {
        String messageId = new MessageId(new ConversationId(document.conversationId()), document.lastSeq()).toString();
        return Map.of(
                "conversationId", document.conversationId(),
                "messageId", messageId,
                "count", document.count(),
                "lastSeq", document.lastSeq());
    }
}
