package org.baraza.notification.preference;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Preferences as clients see them: the six fields of their contract, and ours beside them.
 *
 * @param emailDigestFrequency {@code instant}, {@code daily} or {@code weekly}
 * @param timeZone null if they have not said
 * @param quietHours null for none
 * @param channels by type; empty for none
 */
public record PreferencesView(
        boolean emailEnabled,
        boolean pushEnabled,
        boolean inAppEnabled,
        boolean postNotifications,
        boolean messageNotifications,
        String emailDigestFrequency,
        String timeZone,
        @JsonInclude(JsonInclude.Include.ALWAYS) PreferencesDocument.Quiet quietHours,
        Map<String, ChannelChoice> channels) {

    static PreferencesView of(Preferences preferences, PreferencesDocument.Quiet quietHours) {
        return new PreferencesView(
                preferences.emailEnabled(),
                preferences.pushEnabled(),
                preferences.inAppEnabled(),
                preferences.postNotifications(),
                preferences.messageNotifications(),
                preferences.emailDigestFrequency().wireName(),
                preferences.timeZone() == null ? null : preferences.timeZone().getId(),
                quietHours,
                preferences.channels());
    }

    /** The answer of both calls. */
    public record Envelope(PreferencesView preferences) {}
}
