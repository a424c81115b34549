package org.baraza.notification.digest;

/**
 * A mail to one person, made up.
 *
 * @param messageId the same each time it is sent, with its angle brackets
 * @param userId who
 * @param address where to
 * @param subject one line
 * @param text the body as plain text
 * @param html the same as HTML
 * @param unsubscribeUrl where a post ends all mails to the person
 */
record Letter(
        String messageId,
        String userId,
        String address,
        String subject,
        String text,
        String html,
        String unsubscribeUrl) {

    /** Leaves out what no log may hold. */
    @Override
    public String toString() {
        return "Letter[" + messageId + "]";
    }
}
