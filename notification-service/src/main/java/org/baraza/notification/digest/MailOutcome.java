package org.baraza.notification.digest;

/** What became of sending one mail. */
enum MailOutcome {
    /** The mail server answers for it from now on. */
    TAKEN,
    /** Not now: it did not arrive, and is to be sent again. */
    LATER,
    /** It was begun and got no answer, so that it may have arrived: what is sent again, under the same Message-ID, may be a copy. */
    UNANSWERED,
    /** The server will never take this mail. */
    REFUSED,
    /** The server will never take a mail to this address. */
    ADDRESS_REFUSED
}
