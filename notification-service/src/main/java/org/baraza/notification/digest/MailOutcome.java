package org.baraza.notification.digest;

/** What became of sending one mail. */
enum MailOutcome {
    /** The mail server answers for it from now on. */
    TAKEN,
    /** Not now, or nobody knows: it is to be sent again, under the same Message-ID. */
    LATER,
    /** The server will never take this mail. */
    REFUSED,
    /** The server will never take a mail to this address. */
    ADDRESS_REFUSED
}
