package org.baraza.notification.preference;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * What a person wishes to be told. Who has said nothing has {@link #DEFAULT}.
 *
 * @param emailEnabled whether e-mail may be sent at all
 * @param pushEnabled whether devices may be pushed at all
 * @param inAppEnabled whether there are in-app notifications at all
 * @param postNotifications whether they want those of posts: likes, comments, mentions
 * @param messageNotifications whether they want those of messages and broadcasts
 * @param emailDigestFrequency how often unread notifications are mailed
 * @param timeZone where they live; null if they have not said
 * @param quietHours when devices stay silent; null for never
 * @param channels what they said of single types; stronger than the two switches by kind, weaker than the three by way
 */
public record Preferences(
        boolean emailEnabled,
        boolean pushEnabled,
        boolean inAppEnabled,
        boolean postNotifications,
        boolean messageNotifications,
        DigestFrequency emailDigestFrequency,
        ZoneId timeZone,
        QuietHours quietHours,
        Map<String, ChannelChoice> channels) {

    /** The type of a direct message's notification. */
    public static final String NEW_MESSAGE = "NEW_MESSAGE";
    /** The type of a broadcast's notification. */
    public static final String BROADCAST = "BROADCAST";

    public static final Preferences DEFAULT =
            new Preferences(true, true, true, true, true, DigestFrequency.DAILY, null, null, Map.of());

    private static final Set<String> OF_MESSAGES = Set.of(NEW_MESSAGE, BROADCAST);
    private static final Set<String> OF_POSTS = Set.of("LIKE", "COMMENT", "MENTION", "SHARE", "REPLY");
    private static final String POST_PREFIX = "POST_";

    public Preferences {
        channels = Map.copyOf(channels);
    }

    /** Whether the person wants a type of notification by a way. */
    public boolean wants(Way way, String type) {
        if (!enabled(way)) {
            return false;
        }
        ChannelChoice choice = channels.get(type);
        Boolean said = choice == null ? null : choice.of(way);
        return said == null ? wantsKind(type) : said;
    }

    private boolean enabled(Way way) {
        return switch (way) {
            case IN_APP -> inAppEnabled;
            case PUSH -> pushEnabled;
            case EMAIL -> emailEnabled;
        };
    }

    private boolean wantsKind(String type) {
        if (OF_MESSAGES.contains(type)) {
            return messageNotifications;
        }
        return !OF_POSTS.contains(type) && !type.startsWith(POST_PREFIX) || postNotifications;
    }
}
