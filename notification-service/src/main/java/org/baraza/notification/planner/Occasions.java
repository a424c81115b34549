package org.baraza.notification.planner;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.notification.inbox.NotificationRepository;
import org.baraza.notification.preference.Preferences;

/**
 * What rows are about: of direct messages the row says it; what broadcasts say now is read with one find for all of them, and
 * which posts were read with another. Blocks.
 */
@ApplicationScoped
class Occasions {

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);

    private final PushedBroadcastRepository broadcasts;
    private final NotificationRepository notifications;

    Occasions(PushedBroadcastRepository broadcasts, NotificationRepository notifications) {
        this.broadcasts = broadcasts;
        this.notifications = notifications;
    }

    /** By the rows' ids. */
    Map<String, Occasion> of(Collection<PushRow> rows) {
        Set<String> conversations = rows.stream()
                .filter(PushRow::isOfBroadcast)
                .map(row -> row.conversationId)
                .collect(Collectors.toSet());
        Map<String, PushedBroadcast> said = conversations.isEmpty()
                ? Map.of()
                : broadcasts.texts(conversations).await().atMost(STORE_TIMEOUT);
        Set<String> posts =
                rows.stream().filter(PushRow::isOfPost).map(row -> row.id).collect(Collectors.toSet());
        Set<String> read =
                posts.isEmpty() ? Set.of() : notifications.read(posts).await().atMost(STORE_TIMEOUT);
        Map<String, Occasion> occasions = new HashMap<>();
        rows.forEach(row -> occasions.put(row.id, of(row, said, read)));
        return occasions;
    }

    private static Occasion of(PushRow row, Map<String, PushedBroadcast> said, Set<String> read) {
        if (row.isOfPost()) {
            return new Occasion(
                    row.type, row.urgent, read.contains(row.id), false, row.title, row.preview, row.actionUrl);
        }
        String actionUrl = "/messages/" + row.conversationId;
        if (!row.isOfBroadcast()) {
            return new Occasion(Preferences.NEW_MESSAGE, false, false, false, null, row.preview, actionUrl);
        }
        PushedBroadcast broadcast = said.get(row.conversationId);
        if (broadcast == null || broadcast.recalled) {
            return new Occasion(Preferences.BROADCAST, false, false, true, null, null, actionUrl);
        }
        return new Occasion(
                Preferences.BROADCAST, broadcast.urgent, false, false, broadcast.title, broadcast.preview, actionUrl);
    }
}
