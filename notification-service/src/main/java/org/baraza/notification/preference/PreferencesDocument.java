package org.baraza.notification.preference;

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

    /** @param byDefault the time zone of those who have not said theirs */
    Preferences toPreferences(ZoneId byDefault) {
        Preferences standard = Preferences.DEFAULT;
        return new Preferences(
                or(emailEnabled, standard.emailEnabled()),
                or(pushEnabled, standard.pushEnabled()),
                or(inAppEnabled, standard.inAppEnabled()),
                or(postNotifications, standard.postNotifications()),
                or(messageNotifications, standard.messageNotifications()),
                DigestFrequency.parse(emailDigestFrequency).orElse(standard.emailDigestFrequency()),
                timeZone == null ? null : ZoneId.of(timeZone),
                quietHours == null ? null : quiet(byDefault),
                channels == null ? Map.of() : channels);
    }

    private QuietHours quiet(ZoneId byDefault) {
        ZoneId zone = Optional.ofNullable(quietHours.timeZone())
                .or(() -> Optional.ofNullable(timeZone))
                .map(ZoneId::of)
                .orElse(byDefault);
        return new QuietHours(
                zone, quietHours.spans().stream().map(PreferencesDocument::span).toList());
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
