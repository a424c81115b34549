package org.baraza.notification.preference;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.notification.NotificationServiceConfig;

/**
 * What people wish, for those who tell them things: asked for many at a time. Calls fail with a
 * {@link org.baraza.store.StoreUnavailableException} if the store is away.
 */
@ApplicationScoped
public class Wishes {

    private final PreferencesRepository preferences;
    private final MuteRepository mutes;
    private final Clock clock;
    private final ZoneId zone;

    Wishes(PreferencesRepository preferences, MuteRepository mutes, Clock clock, NotificationServiceConfig config) {
        this.preferences = preferences;
        this.mutes = mutes;
        this.clock = clock;
        this.zone = config.preference().timeZone();
    }

    /**
     * A conversation of a person.
     *
     * @param userId the person
     * @param conversationId the conversation
     */
    public record Side(String userId, String conversationId) {}

    /** What these people wish; everybody asked for is there. One find, by key. */
    public Uni<Map<String, Preferences>> of(Collection<String> userIds) {
        return preferences.find(userIds).map(said -> {
            Map<String, Preferences> wishes = new HashMap<>();
            userIds.forEach(userId -> {
                PreferencesDocument document = said.get(userId);
                wishes.put(userId, document == null ? Preferences.DEFAULT : document.toPreferences(zone));
            });
            return wishes;
        });
    }

    /** The person wants no mails from now on; again the same. */
    public Uni<Void> endMails(String userId) {
        return preferences.change(userId, Map.of("emailEnabled", false)).replaceWithVoid();
    }

    /** Those of these that are muted now. One find, by key. */
    public Uni<Set<Side>> muted(Collection<Side> sides) {
        Set<String> keys = sides.stream()
                .map(side -> MuteDocument.key(side.userId(), side.conversationId()))
                .collect(Collectors.toSet());
        return mutes.find(keys)
                .map(found -> found.stream()
                        .filter(mute -> mute.isActive(clock.instant()))
                        .map(mute -> new Side(mute.userId(), mute.conversationId()))
                        .collect(Collectors.toSet()));
    }
}
