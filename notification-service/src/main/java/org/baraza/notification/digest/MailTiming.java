package org.baraza.notification.digest;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.DigestFrequency;
import org.baraza.notification.preference.Preferences;

/** When a person is mailed, as they wish it and the operator has set it. */
@ApplicationScoped
class MailTiming {

    private final DigestTimes times;
    private final ZoneId byDefault;

    MailTiming(NotificationServiceConfig config) {
        NotificationServiceConfig.Mail mail = config.mail();
        this.times = new DigestTimes(mail.digestAt(), mail.weeklyOn(), mail.delay(), mail.pause());
        this.byDefault = config.preference().timeZone();
    }

    /** @param row of the person; null if there is none yet */
    Instant due(Preferences wishes, Instant from, DigestRow row) {
        ZoneId zone = Optional.ofNullable(wishes.timeZone()).orElse(byDefault);
        return times.due(wishes.emailDigestFrequency(), zone, from, row == null ? null : row.mailedAt);
    }

    /** When quiet hours end that hold a mail now: a mail of its own hour is none that disturbs. */
    Optional<Instant> quietUntil(Preferences wishes, Instant now) {
        return wishes.emailDigestFrequency() == DigestFrequency.INSTANT && wishes.quietHours() != null
                ? wishes.quietHours().endsAfter(now)
                : Optional.empty();
    }
}
