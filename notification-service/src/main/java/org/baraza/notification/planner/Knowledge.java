package org.baraza.notification.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.directory.UserDirectory;
import org.baraza.notification.channel.Channels;
import org.baraza.notification.inbox.NotificationRepository;
import org.baraza.notification.preference.Device;
import org.baraza.notification.preference.DeviceRepository;
import org.baraza.notification.preference.Preferences;
import org.baraza.notification.preference.Wishes;

/**
 * What has to be known of people to judge rows of theirs: one read of devices, one of wishes and one of mutes for any number of
 * rows, all at the same time, after what the rows are about. Blocks.
 */
@ApplicationScoped
class Knowledge {

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);

    private final DeviceRepository devices;
    private final Wishes wishes;
    private final NotificationRepository notifications;
    private final Occasions occasions;
    private final UserDirectory directory;
    private final Channels channels;

    Knowledge(
            DeviceRepository devices,
            Wishes wishes,
            NotificationRepository notifications,
            Occasions occasions,
            UserDirectory directory,
            Channels channels) {
        this.devices = devices;
        this.wishes = wishes;
        this.notifications = notifications;
        this.occasions = occasions;
        this.directory = directory;
        this.channels = channels;
    }

    /** What is known of the people of some rows. */
    final class Known {

        private final Map<String, Occasion> occasions;
        private final Map<String, List<Device>> reachable;
        private final Map<String, Preferences> preferences;
        private final Set<Wishes.Side> muted;

        private Known(
                Map<String, Occasion> occasions,
                Map<String, List<Device>> reachable,
                Map<String, Preferences> preferences,
                Set<Wishes.Side> muted) {
            this.occasions = occasions;
            this.reachable = reachable;
            this.preferences = preferences;
            this.muted = muted;
        }

        /** What the row is about. */
        Occasion occasion(PushRow row) {
            return occasions.get(row.id);
        }

        /** The devices of the row's person to which there is a way. */
        List<Device> reachable(PushRow row) {
            return reachable.getOrDefault(row.userId, List.of());
        }

        /** Those of them that the messages at hand are still to be sent to. */
        List<Device> wanted(PushRow row) {
            return reachable(row).stream()
                    .filter(device -> row.remaining == null || row.remaining.contains(device.id()))
                    .toList();
        }

        Judgement.Person person(PushRow row) {
            return new Judgement.Person(
                    isPresent(row.userId),
                    preferences.getOrDefault(row.userId, Preferences.DEFAULT),
                    muted.contains(side(row)),
                    !wanted(row).isEmpty());
        }
    }

    /** Rows whose messages were seen cost nothing: only a push that is to be cleared needs their devices. */
    Known of(Collection<PushRow> rows) {
        Map<String, Occasion> about = occasions.of(rows);
        List<PushRow> open = new ArrayList<>();
        List<PushRow> shown = new ArrayList<>();
        for (PushRow row : rows) {
            if (row.deciding > 0 && Judgement.seen(row, about.get(row.id)) == null && isPresent(row.userId)) {
                open.add(row);
            } else if (row.isToBeCleared()) {
                shown.add(row);
            }
        }
        Set<String> asked = people(open);
        Set<String> withDevices = people(shown);
        withDevices.addAll(asked);
        if (withDevices.isEmpty()) {
            return new Known(about, Map.of(), Map.of(), Set.of());
        }
        Uni<List<Device>> ofDevices = devices.of(withDevices);
        if (open.isEmpty()) {
            return new Known(about, byOwner(ofDevices.await().atMost(STORE_TIMEOUT)), Map.of(), Set.of());
        }
        return Uni.combine()
                .all()
                .unis(
                        ofDevices,
                        wishes.of(asked),
                        wishes.muted(open.stream().map(Knowledge::side).toList()))
                .with((found, preferences, muted) -> new Known(about, byOwner(found), preferences, muted))
                .await()
                .atMost(STORE_TIMEOUT);
    }

    /** How many notifications of each of these people are unread; who has none is missing. One read. */
    Map<String, Long> badges(Collection<PushRow> rows) {
        return rows.isEmpty()
                ? Map.of()
                : notifications.unreadCounts(people(rows)).await().atMost(STORE_TIMEOUT);
    }

    private boolean isPresent(String userId) {
        return directory.find(userId).filter(user -> !user.isSuspended()).isPresent();
    }

    private Map<String, List<Device>> byOwner(List<Device> found) {
        return found.stream().filter(channels::reaches).collect(Collectors.groupingBy(Device::userId));
    }

    private static Set<String> people(Collection<PushRow> rows) {
        return rows.stream().map(row -> row.userId).collect(Collectors.toSet());
    }

    private static Wishes.Side side(PushRow row) {
        return new Wishes.Side(row.userId, row.conversationId);
    }
}
