package org.baraza.notification.channel;

import java.time.Duration;

/**
 * What a device is sent.
 *
 * @param id the same for the same push, however often it is sent
 * @param collapseKey what it replaces on the device: 32 characters of base64url, the same for all pushes of a conversation
 * @param kind whether it is shown
 * @param type the type of the notification
 * @param cause the conversation
 * @param title the headline; null for one that is not shown
 * @param body one line; null for one that is not shown
 * @param actionUrl where a click leads, a path of the website
 * @param badge how many notifications of the person are unread
 * @param lifetime how long a provider keeps it for a device that is off
 */
public record Push(
        String id,
        String collapseKey,
        Kind kind,
        String type,
        String cause,
        String title,
        String body,
        String actionUrl,
        long badge,
        Duration lifetime) {

    /** Whether a push is shown. */
    public enum Kind {
        /** It is shown, in place of the one before with its key. */
        ALERT,
        /** It is not: what was shown under its key goes, and the badge changes. */
        CLEAR
    }

    /** Leaves the texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "Push[" + kind + ' ' + id + "]";
    }
}
