package org.baraza.notification.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.notification.message.Step.Arrival;
import org.baraza.notification.preference.Preferences;
import org.baraza.notification.preference.Way;
import org.baraza.notification.preference.Wishes;
import org.baraza.notification.preference.Wishes.Side;

/**
 * Leaves out the arrivals that their receivers do not want to be told in the website and the app: of a muted conversation, or
 * where they have turned such notifications off. Nothing of them is stored, so turning them on again brings back nothing of
 * before. What reading, editing and deleting do to notifications that there are stays.
 */
@ApplicationScoped
class Wanted {

    private final Wishes wishes;

    Wanted(Wishes wishes) {
        this.wishes = wishes;
    }

    /**
     * Blocks for at most twice {@code timeout}.
     *
     * @param timeout of each of two look-ups
     */
    List<Step> of(List<Step> steps, Duration timeout) {
        Set<Side> sides = steps.stream()
                .filter(Arrival.class::isInstance)
                .map(Wanted::sideOf)
                .collect(Collectors.toSet());
        if (sides.isEmpty()) {
            return steps;
        }
        Set<String> people = sides.stream().map(Side::userId).collect(Collectors.toSet());
        Map<String, Preferences> preferences = wishes.of(people).await().atMost(timeout);
        Set<Side> muted = wishes.muted(sides).await().atMost(timeout);
        return steps.stream()
                .filter(step -> !(step instanceof Arrival)
                        || !muted.contains(sideOf(step))
                                && preferences.get(step.userId()).wants(Way.IN_APP, NotificationDocument.NEW_MESSAGE))
                .toList();
    }

    private static Side sideOf(Step step) {
        return new Side(step.userId(), step.conversationId());
    }
}
