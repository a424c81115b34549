package org.baraza.notification.preference;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How often unread notifications are mailed. */
public enum DigestFrequency {
    /** Soon after they came, while still unread. */
    INSTANT,
    /** In the morning of each day. */
    DAILY,
    /** In the morning of each Monday. */
    WEEKLY;

    /** The name on the wire, in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DigestFrequency> parse(String text) {
        return Stream.of(values())
                .filter(frequency -> frequency.wireName().equals(text))
                .findFirst();
    }
}
