package org.baraza.notification.preference;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * What a person has said, as it rests in the collection {@code preferences}; what they have not said is missing, so that a
 * default may change.
 *
 * @param userId whose; the key
 * @param emailEnabled see {@link Preferences}, as all that follow
 * @param emailDigestFrequency in lower case
 * @param timeZone an IANA name
 * @param quietHours {@code { timeZone, spans: [{ days, from, to }] }}
 * @param channels by type
 */
@MongoEntity(collection = PreferencesDocument.COLLECTION)
public record PreferencesDocument(
        @BsonId String userId,
        Boolean emailEnabled,
        Boolean pushEnabled,
        Boolean inAppEnabled,
        Boolean postNotifications,
        Boolean messageNotifications,
        String emailDigestFrequency,
        String timeZone,
        Quiet quietHours,
        Map<String, ChannelChoice> channels) {

    public static final String COLLECTION = "preferences";

    /** Quiet hours as they rest and as clients see them. */
    public record Quiet(String timeZone, List<Stretch> spans) {}

    /** A span of them; times as {@code 22:00}. */
    public record Stretch(List<String> days, String from, String to) {}

    /** @param byDefault the time zone of those who have not said theirs, or one that is not known */
    Preferences toPreferences(ZoneId byDefault) {
        Preferences standard = Preferences.DEFAULT;
        return new Preferences(
                or(emailEnabled, standard.emailEnabled()),
                or(pushEnabled, standard.pushEnabled()),
                or(inAppEnabled, standard.inAppEnabled()),
                or(postNotifications, standard.postNotifications()),
                or(messageNotifications, standard.messageNotifications()),
                DigestFrequency.parse(emailDigestFrequency).orElse(standard.emailDigestFrequency()),
                zone(timeZone).orElse(null),
                quietHours == null ? null : quiet(byDefault),
                channels == null ? Map.of() : channels);
    }

    private QuietHours quiet(ZoneId byDefault) {
        ZoneId zone = zone(quietHours.timeZone()).or(() -> zone(timeZone)).orElse(byDefault);
        return new QuietHours(
                zone, quietHours.spans().stream().map(PreferencesDocument::span).toList());
    }

    /** Empty for none, and for one that this platform does not know any more: zones come and go with its releases. */
    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.ofNullable(name).map(ZoneId::of);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static QuietHours.Span span(Stretch stretch) {
        return new QuietHours.Span(
                stretch.days().stream().map(DayOfWeek::valueOf).collect(Collectors.toSet()),
                LocalTime.parse(stretch.from()),
                LocalTime.parse(stretch.to()));
    }

    private static boolean or(Boolean said, boolean byDefault) {
        return said == null ? byDefault : said;
    }
}
