package org.baraza.notification.digest;

/** A way out for mails. Safe for use by several threads. */
interface MailWay {

    /** Whether it has what it needs. */
    boolean isConfigured();

    /** Blocks for a bounded time; never fails. */
    MailOutcome send(Letter letter);
}
