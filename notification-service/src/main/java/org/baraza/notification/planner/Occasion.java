package org.baraza.notification.planner;

/**
 * What a row is about, as it is now.
 *
 * @param type the type of the notification, for what people wish
 * @param isUrgent whether it passes quiet hours
 * @param isRead whether it was read, beside what the row says
 * @param isRecalled whether it was taken back, beside what the row says
 * @param title the headline; null where it follows from the row's messages
 * @param text one line; null for none
 * @param actionUrl where a click leads, a path of the website
 */
record Occasion(
        String type,
        boolean isUrgent,
        boolean isRead,
        boolean isRecalled,
        String title,
        String text,
        String actionUrl) {

    /** Leaves the texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "Occasion[" + type + "]";
    }
}
