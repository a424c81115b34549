package org.baraza.notification.preference;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.notification.preference.PreferencesDocument.Quiet;
import org.baraza.notification.preference.PreferencesDocument.Stretch;
import org.baraza.rest.ProblemException;

/**
 * Reads what a client wants changed of a person's preferences. What it does not mention stays; what it gives replaces the
 * field as a whole; fields that are none of ours are passed over, since screens send back more than they show. Errors name
 * the field and never quote it.
 */
final class PreferencesReader {

    static final int MAX_TYPES = 64;

    private static final List<String> SWITCHES =
            List.of("emailEnabled", "pushEnabled", "inAppEnabled", "postNotifications", "messageNotifications");
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern TIME = Pattern.compile("[0-2][0-9]:[0-5][0-9]");
    private static final Set<String> DAYS =
            Stream.of(DayOfWeek.values()).map(DayOfWeek::name).collect(Collectors.toUnmodifiableSet());

    private PreferencesReader() {}

    /**
     * @return what to write, by field; a null value takes the field away
     * @throws ProblemException 400 if something is not as documented
     */
    static Map<String, Object> changes(JsonNode body) {
        requireObject(body, "the body");
        Map<String, Object> changes = new LinkedHashMap<>();
        for (String name : SWITCHES) {
            if (body.has(name)) {
                changes.put(name, bool(body.get(name), name));
            }
        }
        if (body.has("emailDigestFrequency")) {
            changes.put("emailDigestFrequency", frequency(body.get("emailDigestFrequency")));
        }
        if (body.has("timeZone")) {
            changes.put("timeZone", zone(body.get("timeZone"), "timeZone"));
        }
        if (body.has("quietHours")) {
            changes.put("quietHours", quiet(body.get("quietHours")));
        }
        if (body.has("channels")) {
            changes.put("channels", channels(body.get("channels")));
        }
        return changes;
    }

    private static boolean bool(JsonNode node, String name) {
        require(node.isBoolean(), name + " must be true or false");
        return node.booleanValue();
    }

    private static String frequency(JsonNode node) {
        return DigestFrequency.parse(node.isTextual() ? node.textValue() : null)
                .orElseThrow(() -> ProblemException.badRequest("emailDigestFrequency must be instant, daily or weekly"))
                .wireName();
    }

    private static String zone(JsonNode node, String name) {
        if (node.isNull()) {
            return null;
        }
        require(
                node.isTextual() && ZoneId.getAvailableZoneIds().contains(node.textValue()),
                name + " must be the IANA name of a time zone, Africa/Nairobi for example");
        return node.textValue();
    }

    private static Quiet quiet(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        requireObject(node, "quietHours");
        JsonNode spans = node.path("spans");
        require(
                spans.isArray() && spans.size() <= QuietHours.MAX_SPANS,
                "quietHours.spans must be a list of at most " + QuietHours.MAX_SPANS);
        String zone = node.has("timeZone") ? zone(node.get("timeZone"), "quietHours.timeZone") : null;
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            stretches.add(stretch(spans.get(i), "quietHours.spans[" + i + "]"));
        }
        return new Quiet(zone, stretches);
    }

    private static Stretch stretch(JsonNode node, String name) {
        requireObject(node, name);
        return new Stretch(
                days(node.path("days"), name + ".days"),
                time(node.path("from"), name + ".from"),
                time(node.path("to"), name + ".to"));
    }

    private static List<String> days(JsonNode node, String name) {
        Set<String> days = new LinkedHashSet<>();
        if (node.isArray() && node.size() <= DAYS.size()) {
            node.forEach(day -> days.add(day.isTextual() ? day.textValue() : ""));
        }
        require(
                !days.isEmpty() && DAYS.containsAll(days),
                name + " must be one or more of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY");
        return List.copyOf(days);
    }

    private static String time(JsonNode node, String name) {
        try {
            if (node.isTextual() && TIME.matcher(node.textValue()).matches()) {
                return LocalTime.parse(node.textValue()).toString();
            }
        } catch (DateTimeParseException e) {
            // 24:00 and later, told below as every other mistake
        }
        throw ProblemException.badRequest(name + " must be a time of day from 00:00 to 23:59");
    }

    private static Map<String, ChannelChoice> channels(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        requireObject(node, "channels");
        require(node.size() <= MAX_TYPES, "channels must name at most " + MAX_TYPES + " types");
        Map<String, ChannelChoice> channels = new HashMap<>();
        node.properties().forEach(entry -> {
            require(
                    TYPE.matcher(entry.getKey()).matches(),
                    "channels must be named by types: upper-case letters, digits and _");
            channels.put(entry.getKey(), choice(entry.getValue(), "channels." + entry.getKey()));
        });
        return channels;
    }

    private static ChannelChoice choice(JsonNode node, String name) {
        requireObject(node, name);
        return new ChannelChoice(
                optional(node, name, "inApp"), optional(node, name, "push"), optional(node, name, "email"));
    }

    private static Boolean optional(JsonNode node, String name, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : (Boolean) bool(value, name + "." + field);
    }

    private static void requireObject(JsonNode node, String name) {
        require(node != null && node.isObject(), name + " must be an object");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw ProblemException.badRequest(otherwise);
        }
    }
}
