package org.baraza.acceptance.everything;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.local.platform.DemoCommunity;

/**
 * The model: what the platform must show to whom after everything that was acknowledged. It knows of what happened only what
 * acknowledgements say, and takes the order of things from their numbers, so it does not matter in which order it is told.
 * Everything that reads or changes it holds its lock.
 */
final class World {

    private final Crowd crowd;
    private final Map<String, Talk> talks = new TreeMap<>();
    private final Map<String, Announcement> announcements = new TreeMap<>();

    World(Crowd crowd) {
        this.crowd = crowd;
    }

    Crowd crowd() {
        return crowd;
    }

    synchronized void said(Step step, Message.Placed placed) {
        talks.computeIfAbsent(placed.conversationId(), Talk::new)
                .add(new Message(placed, step.by(), step.key(), new Message.Text(null, step.text())));
    }

    synchronized void published(Publication publication, Message.Placed placed) {
        Announcement announcement = announcements.computeIfAbsent(
                placed.conversationId(), id -> new Announcement(id, publication, sizeOf(publication)));
        announcement.add(new Message(
                placed,
                publication.sender(),
                publication.key(),
                new Message.Text(publication.title(), publication.content())));
    }

    synchronized void edited(Message.Placed placed, long rev, Message.Text text, String at) {
        Conversation conversation = conversation(placed);
        conversation.change(rev, "edit of " + placed.seq() + " to " + text.content());
        conversation.message(placed.seq()).edit(rev, text, at);
    }

    synchronized void deletedForEverybody(Message.Placed placed, long rev, String at) {
        Conversation conversation = conversation(placed);
        conversation.change(rev, "deletion of " + placed.seq());
        conversation.message(placed.seq()).deleteForEverybody(rev, at);
    }

    synchronized void deletedFor(String userId, Message.Placed placed, long rev) {
        Conversation conversation = conversation(placed);
        conversation.change(rev, "deletion of " + placed.seq() + " for " + userId);
        conversation.message(placed.seq()).hide(userId, rev);
        if (conversation instanceof Announcement announcement) {
            announcement.touch(userId);
        }
    }

    /**
     * Somebody has read a conversation as far as it went.
     *
     * @param seq how far that was
     * @param isCertain whether it was asked for once only
     */
    synchronized void readToTheEnd(String userId, Message.Placed placed, long seq, boolean isCertain) {
        if (conversation(placed) instanceof Talk talk) {
            talk.readToTheEnd(userId, seq);
            if (!isCertain) {
                talk.doubt(userId);
            }
        } else {
            conversation(placed).read(userId, seq);
        }
    }

    /** Somebody has read up to a message while nothing was being sent. */
    synchronized void readUpTo(String userId, Message.Placed placed) {
        talk(placed).readUpTo(userId, placed.seq());
    }

    synchronized void archived(String userId, Message.Placed placed) {
        if (conversation(placed) instanceof Talk talk) {
            talk.archive(userId);
        } else {
            ((Announcement) conversation(placed)).archive(userId);
        }
    }

    synchronized void acknowledged(String userId, Message.Placed placed) {
        ((Announcement) conversation(placed)).acknowledge(userId);
    }

    synchronized void received(String userId, Message.Placed placed) {
        ((Announcement) conversation(placed)).touch(userId);
    }

    /** The public id of the notification that somebody has of a conversation; null if they have none. */
    synchronized String notificationId(String userId, Message.Placed placed) {
        Talk.Notification notification = talk(placed).notificationOf(userId);
        return notification == null ? null : placed.conversationId() + '~' + notification.first();
    }

    synchronized void markedNotification(String userId, Message.Placed placed) {
        Talk.Notification notification = talk(placed).notificationOf(userId);
        talk(placed).clear(userId, notification.last().seq());
    }

    synchronized void deletedNotification(String userId, Message.Placed placed) {
        talk(placed).deleteNotification(userId);
    }

    synchronized void markedAllNotifications(String userId) {
        talksOf(userId).forEach(talk -> {
            Talk.Notification notification = talk.notificationOf(userId);
            if (notification != null) {
                talk.clear(userId, notification.last().seq());
            }
        });
    }

    /** Those whose notification of a conversation is uncertain, by conversation; certain from now on. */
    synchronized Map<String, Collection<String>> settle() {
        Map<String, Collection<String>> uncertain = new TreeMap<>();
        talks.forEach((id, talk) -> {
            Collection<String> people = talk.settle();
            if (!people.isEmpty()) {
                uncertain.put(id, people);
            }
        });
        return uncertain;
    }

    /** Number of the last message of a conversation. */
    synchronized long head(Message.Placed placed) {
        return conversation(placed).head();
    }

    /** How far somebody has read a conversation. */
    synchronized long cursor(String userId, Message.Placed placed) {
        return conversation(placed).cursorOf(userId);
    }

    /** The last message of a direct conversation. */
    synchronized Message lastOf(String conversationId) {
        return talks.get(conversationId).last();
    }

    /** The person on the other side of a direct conversation. */
    synchronized String otherThan(String conversationId, String userId) {
        return talks.get(conversationId).otherThan(userId);
    }

    synchronized Collection<Talk> talks() {
        return List.copyOf(talks.values());
    }

    synchronized Collection<Announcement> announcements() {
        return List.copyOf(announcements.values());
    }

    /** The direct conversations of somebody. */
    synchronized List<Talk> talksOf(String userId) {
        return talks.values().stream()
                .filter(talk -> talk.people().contains(userId))
                .toList();
    }

    /** Every conversation that somebody may see. */
    synchronized List<Conversation> conversationsOf(String userId) {
        List<Conversation> all = new ArrayList<>(talksOf(userId));
        announcements.values().stream().filter(one -> one.isVisibleTo(userId)).forEach(all::add);
        return all;
    }

    /** @throws AssertionError if a number of a message or change is missing anywhere */
    synchronized void requireNoGaps() {
        talks.values().forEach(Conversation::requireNoGaps);
        announcements.values().forEach(Conversation::requireNoGaps);
    }

    private Conversation conversation(Message.Placed placed) {
        Talk talk = talks.get(placed.conversationId());
        return talk == null ? announcements.get(placed.conversationId()) : talk;
    }

    private Talk talk(Message.Placed placed) {
        return talks.get(placed.conversationId());
    }

    /** The demo community is in the directory, too, and in no chapter of the chat. */
    private static int sizeOf(Publication publication) {
        int others = publication.audience().type() == AudienceType.ALL
                ? DemoCommunity.people().size()
                : 0;
        return publication.people().size() + others;
    }
}
