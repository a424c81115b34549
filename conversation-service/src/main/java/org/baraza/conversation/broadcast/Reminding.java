package org.baraza.conversation.broadcast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.notification.PostNotification;

/**
 * Reminds whoever has not acknowledged a broadcast, a page of the audience at a time. Where it stands is kept after each page,
 * so that a crash repeats one page; its notifications have the same ids then, which makes them one each. An instance takes a
 * page by moving the due time on; if it dies another goes on from there. Blocks its thread.
 */
final class Reminding {

    static final String TYPE = "BROADCAST_REMINDER";

    private static final int BROADCASTS_AT_ONCE = 10;
    private static final int PEOPLE_AT_ONCE = 500;
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final ReminderRepository reminders;
    private final BroadcastRepository broadcasts;
    private final AudienceWalk walk;
    private final BroadcastCommands commands;
    private final Clock clock;
    private final Duration timeout;

    /** @param timeout for each call of the store, and for the log */
    Reminding(
            ReminderRepository reminders,
            BroadcastRepository broadcasts,
            AudienceWalk walk,
            BroadcastCommands commands,
            Clock clock,
            Duration timeout) {
        this.reminders = reminders;
        this.broadcasts = broadcasts;
        this.walk = walk;
        this.commands = commands;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** One page of each reminder that is due now. */
    void remindDue() {
        Instant now = clock.instant();
        for (ReminderDocument due : done(reminders.due(now, BROADCASTS_AT_ONCE))) {
            ReminderDocument taken = new ReminderDocument(due.id(), now.plus(LEASE), due.after(), due.version(), false);
            if (done(reminders.save(taken))) {
                done(reminders.save(remind(due, now)));
            }
        }
    }

    private ReminderDocument remind(ReminderDocument due, Instant now) {
        List<BroadcastDocument> found = done(broadcasts.find(List.of(due.id())));
        if (found.isEmpty() || found.get(0).isDeleted()) {
            return new ReminderDocument(due.id(), due.dueAt(), due.after(), due.version() + 1, true);
        }
        BroadcastDocument broadcast = found.get(0);
        List<String> page = done(walk.people(broadcast)).stream()
                .filter(userId -> userId.compareTo(due.after()) > 0)
                .limit(PEOPLE_AT_ONCE)
                .toList();
        List<PostNotification> notifications =
                done(walk.withoutIn(broadcast, row -> row.acknowledgedAt() != null, page)).stream()
                        .filter(userId -> !userId.equals(broadcast.senderId()))
                        .map(userId -> notification(broadcast, userId, now))
                        .toList();
        done(Multi.createFrom()
                .iterable(notifications)
                .onItem()
                .transformToUniAndMerge(commands::append)
                .collect()
                .asList());
        boolean last = page.size() < PEOPLE_AT_ONCE;
        String after = page.isEmpty() ? due.after() : page.get(page.size() - 1);
        return new ReminderDocument(due.id(), due.dueAt(), after, due.version() + 1, last);
    }

    private static PostNotification notification(BroadcastDocument broadcast, String userId, Instant now) {
        return new PostNotification(
                "reminder:" + broadcast.id(),
                userId,
                TYPE,
                cut(broadcast.title()),
                "Please confirm that you have read this",
                broadcast.senderId(),
                "/messages/" + broadcast.id(),
                Map.of("conversationId", broadcast.id(), "messageId", broadcast.id() + "-1"),
                broadcast.priority(),
                now);
    }

    /** A title is limited in code points, that of a notification in UTF-16; no pair is cut apart. */
    private static String cut(String title) {
        if (title.length() <= PostNotification.MAX_TITLE_LENGTH) {
            return title;
        }
        int end = PostNotification.MAX_TITLE_LENGTH;
        return title.substring(0, Character.isHighSurrogate(title.charAt(end - 1)) ? end - 1 : end);
    }

    private <T> T done(Uni<T> call) {
        return call.await().atMost(timeout);
    }
}
