package org.baraza.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.AcknowledgeBroadcast;
import org.baraza.contracts.message.ArchiveConversation;
import org.baraza.contracts.message.BroadcastAcknowledged;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeleteMessage;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.EditMessage;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageRepeated;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.SendMessage;
import org.baraza.contracts.notification.AllNotificationsRead;
import org.baraza.contracts.notification.NotificationDeleted;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.contracts.notification.NotificationRead;
import org.baraza.contracts.notification.NotificationView;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.contracts.notification.UnreadCounted;
import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.contracts.presence.PresenceChanged;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.baraza.contracts.user.UserProfile;

/** What the files in {@code golden} say, as records. */
final class Samples {

    private static final String TALK = "dm.amina.baraka";
    private static final String SEND_ID = "0b6f6b52-7f5c-4a0e-9d51-1f0f6f2b8f11";
    private static final String READ_ID = "5d0c2f0e-34a4-4f0b-8f0e-6a3f6f6f1c02";
    private static final String TEXT = "Habari, Baraka? 🎬";
    private static final Instant REQUESTED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant STORED = Instant.parse("2026-01-02T03:04:05.700Z");

    private Samples() {}

    static List<Record> all() {
        return List.of(
                new SendMessage(
                        SEND_ID,
                        TALK,
                        "amina",
                        "baraka",
                        "c-17",
                        TEXT + " \"kesho\"\nsaa mbili",
                        List.of(
                                new Media("image", "https://media.example.org/p/1.jpg", "picha.jpg"),
                                new Media("document", "https://media.example.org/d/2.pdf", null)),
                        REQUESTED),
                new MarkRead(READ_ID, TALK, "baraka", 42L, REQUESTED),
                sent(),
                repeated(),
                new ConversationRead(READ_ID, TALK, "baraka", 42, 44, REQUESTED),
                new CommandRefused(
                        SEND_ID,
                        "dm.amina.nobody",
                        "amina",
                        Refusal.RECEIVER_UNKNOWN,
                        "nobody in the directory has the receiver's id"),
                raised(),
                new NotificationRead("baraka", "6790a1", 4),
                new NotificationDeleted("baraka", "6790a1", 3),
                new AllNotificationsRead("baraka", 0),
                new UnreadCounted("baraka", 2),
                new PostNotification(
                        "like-77",
                        "baraka",
                        "LIKE",
                        "Amina likes your post",
                        TEXT,
                        "amina",
                        "/posts/77",
                        Map.of("postId", "77"),
                        Priority.NORMAL,
                        REQUESTED),
                new MessagesReceived("baraka", TALK, 42, REQUESTED),
                new EditMessage(SEND_ID, TALK, 42, "amina", TEXT, null, null, null, REQUESTED),
                edited(),
                new DeleteMessage(
                        SEND_ID,
                        TALK,
                        42,
                        "amina",
                        AccountType.CHAPTER_ADMIN,
                        "nbo",
                        DeletionScope.EVERYONE,
                        REQUESTED),
                new MessageDeleted(SEND_ID, TALK, 42, 8, "amina", DeletionScope.EVERYONE, STORED),
                new ArchiveConversation(READ_ID, TALK, "baraka", REQUESTED),
                new ConversationArchived(READ_ID, TALK, "baraka", 44, STORED),
                new PublishBroadcast(
                        SEND_ID,
                        ConversationId.broadcast("amina", "b-1").value(),
                        "amina",
                        AccountType.CHAPTER_ADMIN,
                        "nbo",
                        "b-1",
                        Audience.chapter("nbo"),
                        "Habari za mkutano",
                        null,
                        TEXT,
                        List.of(),
                        Priority.URGENT,
                        true,
                        Duration.ofHours(24),
                        REQUESTED),
                broadcast(),
                new AcknowledgeBroadcast(
                        READ_ID, ConversationId.broadcast("amina", "b-1").value(), "baraka", REQUESTED),
                new BroadcastAcknowledged(
                        READ_ID, ConversationId.broadcast("amina", "b-1").value(), "baraka", STORED),
                new PresenceChanged("amina", true, REQUESTED),
                new UserChanged(
                        "amina",
                        "Amina",
                        "Otieno",
                        "amina.o",
                        "amina-otieno",
                        "https://media.example.org/a.jpg",
                        "amina@example.org",
                        AccountType.CHAPTER_ADMIN,
                        new Chapter("nbo", "Nairobi Chapter", "NBO", "Kenya", "Nairobi"),
                        List.of("chidi"),
                        false,
                        Instant.parse("2026-01-01T00:00:00Z")));
    }

    /** A second sample of types that say more of broadcasts than of direct messages. */
    static List<Record> ofBroadcasts() {
        BroadcastSent sent = broadcast();
        return List.of(
                new MessageEdited(
                        SEND_ID,
                        sent.conversationId(),
                        1,
                        1,
                        "amina",
                        null,
                        STORED,
                        sent.message(),
                        Audience.of(List.of("baraka", "chidi"))),
                new MessageDeleted(
                        SEND_ID,
                        sent.conversationId(),
                        1,
                        2,
                        "super",
                        DeletionScope.EVERYONE,
                        STORED,
                        "amina",
                        Audience.chapter("nbo")));
    }

    private static MessageEdited edited() {
        MessageView view = new MessageView(
                TALK + "-42",
                TALK,
                42,
                "c-17",
                amina(null),
                TEXT,
                List.of(),
                false,
                false,
                List.of("amina"),
                true,
                STORED,
                STORED,
                7,
                false,
                null);
        return new MessageEdited(SEND_ID, TALK, 42, 7, "amina", "baraka", STORED, view);
    }

    private static BroadcastSent broadcast() {
        String id = ConversationId.broadcast("amina", "b-1").value();
        MessageView view = new MessageView(
                id + "-1",
                id,
                1,
                "b-1",
                amina(null),
                TEXT,
                List.of(),
                true,
                false,
                List.of("amina"),
                false,
                null,
                STORED,
                0,
                false,
                new BroadcastDetails("Habari za mkutano", null, AudienceType.CUSTOM, null, Priority.HIGH, true));
        return new BroadcastSent(
                SEND_ID,
                id,
                "amina",
                "b-1",
                Audience.of(List.of("baraka", "chidi")),
                Duration.ofHours(24),
                STORED,
                view);
    }

    private static MessageSent sent() {
        MessageView view = new MessageView(
                TALK + "-42",
                TALK,
                42,
                "c-17",
                amina("https://media.example.org/a.jpg"),
                TEXT,
                List.of(new Media("video", "https://media.example.org/v/3.mp4", null)),
                false,
                false,
                List.of("amina"),
                false,
                null,
                STORED,
                0,
                false,
                null);
        return new MessageSent(SEND_ID, TALK, 42, "amina", "baraka", "c-17", STORED, view);
    }

    private static MessageRepeated repeated() {
        MessageView view = new MessageView(
                TALK + "-42",
                TALK,
                42,
                "c-17",
                UserProfile.unknown("amina"),
                TEXT,
                List.of(),
                false,
                true,
                List.of("amina", "baraka"),
                true,
                Instant.parse("2026-01-02T04:00:00Z"),
                STORED,
                3,
                false,
                null);
        return new MessageRepeated("7e2d7a54-5df6-4a53-8c53-0f5dc5b4ab21", TALK, 42, "amina", "c-17", STORED, view);
    }

    private static NotificationRaised raised() {
        NotificationView view = new NotificationView(
                "6790a1",
                "NEW_MESSAGE",
                "Amina Otieno",
                TEXT,
                amina(null),
                false,
                "/messages/" + TALK,
                STORED,
                Map.of("conversationId", TALK, "messageId", TALK + "-42", "count", 3));
        return new NotificationRaised("baraka", view, 5);
    }

    private static UserProfile amina(String photo) {
        return new UserProfile("amina", "Amina", "Otieno", "amina.o", "amina-otieno", photo);
    }
}
