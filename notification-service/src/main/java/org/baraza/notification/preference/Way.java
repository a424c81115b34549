package org.baraza.notification.preference;

/** A way to tell a person something. */
public enum Way {
    /** A notification in the website and the app. */
    IN_APP,
    /** A push to their devices. */
    PUSH,
    /** An e-mail, at once or in a digest. */
    EMAIL
}
