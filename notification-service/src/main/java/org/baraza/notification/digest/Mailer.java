package org.baraza.notification.digest;

import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

/** Sends mails by the server that is set, without one to the outbox. With neither there are no mails. */
@ApplicationScoped
class Mailer {

    private final Optional<MailWay> way;

    Mailer(SmtpServer server, MailOutbox outbox) {
        this.way =
                Stream.<MailWay>of(server, outbox).filter(MailWay::isConfigured).findFirst();
    }

    boolean isConfigured() {
        return way.isPresent();
    }

    /** Blocks for a bounded time; never fails. */
    MailOutcome send(Letter letter) {
        return way.orElseThrow().send(letter);
    }
}
