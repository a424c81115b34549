package org.baraza.notification.digest;

import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.contracts.user.UserChanged;
import org.baraza.directory.UserDirectory;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.message.Preview;
import org.baraza.notification.preference.Preferences;

/** Makes up mails. The same row makes the same mail but for names and texts that have changed in between. Blocks for a moment. */
@ApplicationScoped
class LetterWriter {

    /** Notifications that a mail shows; of the others it says how many they are. */
    static final int MAX_SHOWN = 20;

    private static final String UNSUBSCRIBE = "/api/v1/notifications/unsubscribe?token=";
    private static final String DELETED = "This message was deleted";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final Preview TITLE = new Preview(200);
    private static final Preview TEXT = new Preview(500);

    private final UserDirectory directory;
    private final UnsubscribeTokens tokens;
    private final String website;
    private final String api;
    private final String domain;
    private final ZoneId byDefault;

    LetterWriter(UserDirectory directory, UnsubscribeTokens tokens, NotificationServiceConfig config) {
        this.directory = directory;
        this.tokens = tokens;
        this.website = base(config.mail().website());
        this.api = base(config.mail().api());
        this.domain = domainOf(config.mail().from());
        this.byDefault = config.preference().timeZone();
    }

    /** @throws IllegalStateException if there is no secret: there is no mail without a link that ends mails */
    void requireSecret() {
        if (!tokens.isConfigured()) {
            throw new IllegalStateException("notification-service.mail.secret must be set where mails are sent");
        }
    }

    /** @param about the newest first, at least one */
    Letter write(DigestRow row, UserChanged person, Preferences wishes, List<Unseen> about) {
        ZoneId zone = Optional.ofNullable(wishes.timeZone()).orElse(byDefault);
        List<LetterView.Item> items =
                about.stream().limit(MAX_SHOWN).map(one -> item(one, zone)).toList();
        String subject =
                about.size() == 1 ? items.get(0).title() : "You have " + about.size() + " unread notifications";
        String unsubscribeUrl = api + UNSUBSCRIBE + tokens.of(row.id);
        LetterView view = new LetterView(
                subject,
                TITLE.of(person.profile().displayName(), null),
                items,
                about.size() - items.size(),
                website,
                unsubscribeUrl);
        return new Letter(
                "<" + row.id + "." + (row.number + 1) + "@" + domain + ">",
                row.id,
                person.email(),
                subject,
                LetterTemplates.text(view).render(),
                LetterTemplates.html(view).render(),
                unsubscribeUrl);
    }

    private LetterView.Item item(Unseen notification, ZoneId zone) {
        String path = notification.isOfMessages()
                ? "/messages/" + notification.conversationId()
                : notification.actionUrl() == null ? "" : notification.actionUrl();
        String text = notification.isOfMessages() && notification.preview() == null ? DELETED : notification.preview();
        return new LetterView.Item(
                TITLE.of(title(notification), null),
                text == null ? null : TEXT.of(text, null),
                TIME.format(notification.createdAt().atZone(zone)),
                website + path);
    }

    private String title(Unseen notification) {
        if (!notification.isOfMessages()) {
            return notification.title();
        }
        String sender = directory.profileOf(notification.senderId()).displayName();
        long fresh = notification.fresh();
        return fresh == 1 ? "New message from " + sender : fresh + " new messages from " + sender;
    }

    private static String base(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String domainOf(String from) {
        String domain =
                from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
        if (!from.contains("@") || domain.isEmpty()) {
            throw new IllegalArgumentException("notification-service.mail.from must be an address");
        }
        return domain;
    }
}
