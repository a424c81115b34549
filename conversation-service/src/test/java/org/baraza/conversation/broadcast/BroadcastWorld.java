package org.baraza.conversation.broadcast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.opentelemetry.context.Context;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.baraza.conversation.Announcement;
import org.baraza.eventlog.LogRecord;

/** What happens to broadcasts in a test, as logs with places, and what each person must see of it, found by looking at all of it. */
final class BroadcastWorld {

    private static final int PARTITIONS = 3;

    final List<LogRecord<MessageEvent>> messages = new ArrayList<>();
    final List<LogRecord<UserChanged>> directory = new ArrayList<>();
    final List<Announcement> announcements = new ArrayList<>();
    private final Map<String, Set<String>> read = new HashMap<>();
    private final Map<String, Set<String>> hidden = new HashMap<>();
    /** By person and audience, since when they belong to it; absent if they do not. */
    private final Map<String, Map<String, Instant>> joined = new LinkedHashMap<>();

    private Instant now;

    BroadcastWorld(Instant start) {
        this.now = start;
    }

    Instant tick() {
        now = now.plusMillis(10);
        return now;
    }

    void moves(String userId, String chapterId) {
        Set<String> audiences = new HashSet<>(List.of("ALL"));
        if (chapterId != null) {
            audiences.add("CHAPTER:" + chapterId);
        }
        Chapter chapter = chapterId == null ? null : new Chapter(chapterId, chapterId, "C", "KE", "Nairobi");
        tell(
                userId,
                new UserChanged(userId, "A", "B", userId, null, null, null, AccountType.CHAPTER_MEMBER, chapter),
                audiences);
    }

    void leaves(String userId) {
        tell(userId, null, Set.of());
    }

    private void tell(String userId, UserChanged user, Set<String> audiences) {
        Instant at = tick();
        directory.add(new LogRecord<>(0, directory.size(), userId, user, Context.root(), at));
        Map<String, Instant> since = joined.computeIfAbsent(userId, id -> new HashMap<>());
        since.keySet().retainAll(audiences);
        audiences.forEach(audience -> since.putIfAbsent(audience, at));
    }

    void sends(String senderId, Audience audience) {
        Announcement announcement = Announcement.by(senderId, audience).at(tick());
        announcements.add(announcement);
        append(announcement, announcement.sent());
        read.computeIfAbsent(senderId, id -> new HashSet<>()).add(announcement.id());
    }

    void reads(String userId, Announcement announcement) {
        append(announcement, announcement.readBy(userId));
        read.computeIfAbsent(userId, id -> new HashSet<>()).add(announcement.id());
    }

    void hides(String userId, Announcement announcement) {
        append(announcement, announcement.archivedBy(userId));
        hidden.computeIfAbsent(userId, id -> new HashSet<>()).add(announcement.id());
    }

    void happens(Announcement announcement, MessageEvent event) {
        append(announcement, event);
    }

    /** Newest first. */
    List<String> listOf(String userId) {
        Set<String> gone = hidden.getOrDefault(userId, Set.of());
        return announcements.stream()
                .filter(announcement -> isFor(userId, announcement) && !gone.contains(announcement.id()))
                .sorted(Comparator.comparing(Announcement::createdAt).reversed())
                .map(Announcement::id)
                .toList();
    }

    long unreadOf(String userId) {
        Set<String> done = read.getOrDefault(userId, Set.of());
        return announcements.stream()
                .filter(announcement -> isFor(userId, announcement) && !done.contains(announcement.id()))
                .count();
    }

    /** Whether they may see it, wherever their list has it: message-service lets nobody else touch a broadcast by name. */
    boolean mayTouch(String userId, Announcement announcement) {
        return announcement.audience().type() != AudienceType.CUSTOM || isFor(userId, announcement);
    }

    private boolean isFor(String userId, Announcement announcement) {
        Audience audience = announcement.audience();
        if (audience.type() == AudienceType.CUSTOM) {
            return audience.recipientIds().contains(userId)
                    || announcement.senderId().equals(userId);
        }
        Instant since = joined.getOrDefault(userId, Map.of()).get(audience.label());
        return since != null && since.isBefore(announcement.createdAt());
    }

    private void append(Announcement announcement, MessageEvent event) {
        int partition = Math.floorMod(announcement.id().hashCode(), PARTITIONS);
        long offset = messages.stream()
                .filter(record -> record.partition() == partition)
                .count();
        messages.add(new LogRecord<>(partition, offset, announcement.id(), event, Context.root(), tick()));
    }
}
