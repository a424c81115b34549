package org.baraza.acceptance.everything;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.contracts.user.UserChanged;

/** What one person must be shown, by the model: the members that it predicts. The caller holds the lock of the world. */
final class Sight {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final World world;
    private final String viewer;

    Sight(World world, String viewer) {
        this.world = world;
        this.viewer = viewer;
    }

    /** The list of conversations, the newest first; those of the same moment by id. */
    List<ObjectNode> inbox() {
        Stream<ObjectNode> talks = world.talksOf(viewer).stream()
                .filter(talk -> talk.isShownTo(viewer))
                .map(this::listed);
        Stream<ObjectNode> announcements = world.announcements().stream()
                .filter(announcement -> announcement.isShownTo(viewer))
                .map(this::listed);
        return Stream.concat(talks, announcements)
                .sorted(newestFirst("updatedAt"))
                .toList();
    }

    /** The unread numbers. What is archived counts, and so does a broadcast that was recalled. */
    ObjectNode unread() {
        long direct = world.talksOf(viewer).stream()
                .mapToLong(talk -> talk.head() - talk.cursorOf(viewer))
                .sum();
        long broadcast = world.announcements().stream()
                .filter(announcement -> announcement.isFor(viewer) && announcement.cursorOf(viewer) == 0)
                .count();
        return JSON.objectNode()
                .put("direct", direct)
                .put("broadcast", broadcast)
                .put("total", direct + broadcast);
    }

    /** The notifications, the newest first; those of the same moment by id. */
    List<ObjectNode> notifications() {
        return world.talksOf(viewer).stream()
                .filter(talk -> talk.notificationOf(viewer) != null)
                .map(this::notification)
                .sorted(newestFirst("createdAt"))
                .toList();
    }

    /** A page of a conversation, counted from 1, the oldest message first. */
    ObjectNode page(Conversation conversation, int number, int limit) {
        long upTo = conversation.head() - (number - 1L) * limit;
        ObjectNode page = JSON.objectNode().put("total", conversation.head());
        page.putObject("conversation")
                .put("id", conversation.id())
                .put("type", conversation instanceof Talk ? "DIRECT" : "BROADCAST")
                .put("isBroadcast", conversation instanceof Announcement);
        ArrayNode messages = page.putArray("messages");
        conversation.messages().stream()
                .filter(message -> message.seq() > upTo - limit && message.seq() <= upTo)
                .filter(message -> !message.isHiddenFor(viewer))
                .map(message -> message(conversation, message))
                .forEach(messages::add);
        return page;
    }

    /** What a copy of a conversation holds of its messages that is not about who has read them. */
    static ObjectNode copied(Message message) {
        ObjectNode copy = JSON.objectNode()
                .put("id", message.placed().id())
                .put("seq", message.seq())
                .put("clientMessageId", message.key())
                .put("content", message.isDeleted() ? "" : message.text().content())
                .put("isEdited", message.editedAt() != null)
                .put("editedAt", message.editedAt())
                .put("createdAt", message.placed().createdAt())
                .put("rev", message.rev())
                .put("isDeleted", message.isDeleted());
        copy.putObject("sender").put("id", message.sender());
        copy.putArray("media");
        return copy;
    }

    /** Compares by time, the latest first, and then by id. */
    static Comparator<ObjectNode> newestFirst(String time) {
        return Comparator.<ObjectNode, String>comparing(node -> node.path(time).asText())
                .thenComparing(node -> node.path("id").asText())
                .reversed();
    }

    /** A message in its conversation. */
    private ObjectNode message(Conversation conversation, Message message) {
        Collection<String> concerned = conversation instanceof Talk talk
                ? talk.people()
                : Stream.of(message.sender(), viewer).distinct().toList();
        List<String> readBy = concerned.stream()
                .filter(person -> conversation.hasRead(person, message))
                .sorted()
                .toList();
        ObjectNode shown = copied(message)
                .put("conversationId", conversation.id())
                .put("isMine", message.sender().equals(viewer))
                .put("isRead", readBy.size() > 1)
                .put("isReadByMe", readBy.contains(viewer))
                .put("isBroadcast", conversation instanceof Announcement);
        ArrayNode readers = shown.putArray("readBy");
        readBy.forEach(readers::add);
        return shown;
    }

    /** The last message as a list shows it: also to those who have deleted it for themselves, but empty. */
    private ObjectNode lastMessage(Conversation conversation) {
        Message last = conversation.last();
        ObjectNode shown = message(conversation, last).put("rev", last.revFor(viewer));
        return last.isDeletedFor(viewer) ? shown.put("content", "").put("isDeleted", true) : shown;
    }

    private ObjectNode listed(Talk talk) {
        ObjectNode entry = entry(talk, "DIRECT").put("headRev", talk.headRev());
        entry.putObject("otherParticipant").put("id", talk.otherThan(viewer));
        return entry;
    }

    private ObjectNode listed(Announcement announcement) {
        Message message = announcement.last();
        boolean deleted = message.isDeletedFor(viewer);
        ObjectNode entry = entry(announcement, "BROADCAST")
                .put("headRev", message.revFor(viewer))
                .put("title", deleted ? "" : message.text().title())
                .put(
                        "broadcastType",
                        announcement.publication().audience().type().name())
                .put("recipientCount", announcement.recipients())
                .put("requiresAcknowledgement", announcement.publication().asks())
                .put("acknowledged", announcement.isAcknowledgedBy(viewer))
                .putNull("otherParticipant")
                .putNull("description");
        entry.putObject("creator").put("id", announcement.publication().sender());
        String chapterId = announcement.publication().audience().chapterId();
        if (chapterId == null) {
            entry.putNull("chapter");
        } else {
            entry.putObject("chapter").put("_id", chapterId);
        }
        return entry;
    }

    private ObjectNode entry(Conversation conversation, String type) {
        ObjectNode entry = JSON.objectNode()
                .put("id", conversation.id())
                .put("type", type)
                .put("unreadCount", conversation.head() - conversation.cursorOf(viewer))
                .put("updatedAt", conversation.last().placed().createdAt())
                .put("head", conversation.head())
                .put("readSeq", conversation.cursorOf(viewer));
        entry.set("lastMessage", lastMessage(conversation));
        return entry;
    }

    private ObjectNode notification(Talk talk) {
        Talk.Notification notification = talk.notificationOf(viewer);
        Message last = notification.last();
        UserChanged sender = world.crowd().person(last.sender());
        String name = sender.firstName() + ' ' + sender.lastName();
        ObjectNode shown = JSON.objectNode()
                .put("id", talk.id() + '~' + notification.first())
                .put("type", "NEW_MESSAGE")
                .put(
                        "title",
                        notification.count() == 1
                                ? "New message from " + name
                                : notification.count() + " new messages from " + name)
                .put(
                        "message",
                        last.isDeletedFor(viewer)
                                ? "This message was deleted"
                                : Beginning.of(last.text().content()))
                .put("isRead", notification.isRead())
                .put("actionUrl", "/messages/" + talk.id())
                .put("createdAt", last.placed().createdAt());
        shown.putObject("sender").put("id", last.sender());
        shown.putObject("metadata")
                .put("conversationId", talk.id())
                .put("messageId", last.placed().id())
                .put("count", notification.count())
                .put("lastSeq", last.seq());
        return shown;
    }
}
