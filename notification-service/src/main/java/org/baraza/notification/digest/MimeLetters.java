package org.baraza.notification.digest;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.MultiMap;
import org.baraza.notification.NotificationServiceConfig;

/** Letters as mail servers take them: with text and HTML, and the headers of RFC 8058 for one-click unsubscribing. */
@ApplicationScoped
class MimeLetters {

    private final String from;

    MimeLetters(NotificationServiceConfig config) {
        this.from = config.mail().from();
    }

    WatchedMail of(Letter letter) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Message-ID", letter.messageId())
                .add("Subject", EncodedSubject.of(letter.subject()))
                .add("List-Unsubscribe", "<" + letter.unsubscribeUrl() + ">")
                .add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                .add("Auto-Submitted", "auto-generated");
        WatchedMail mail = new WatchedMail();
        mail.setFrom(from)
                .setTo(letter.address())
                .setText(letter.text())
                .setHtml(letter.html())
                .setHeaders(headers);
        return mail;
    }
}
