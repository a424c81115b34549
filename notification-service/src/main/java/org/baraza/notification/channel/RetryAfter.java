package org.baraza.notification.channel;

import java.time.Duration;
import java.util.regex.Pattern;

/** The header {@code Retry-After} in seconds; a date, which no push provider sends, counts as none. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    /** A provider that wants more is asked again all the same. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    static Duration parse(String header) {
        if (header == null || !SECONDS.matcher(header.strip()).matches()) {
            return Duration.ZERO;
        }
        Duration after = Duration.ofSeconds(Long.parseLong(header.strip()));
        return after.compareTo(LONGEST) > 0 ? LONGEST : after;
    }
}
