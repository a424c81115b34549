package org.baraza.notification.inbox;

import java.util.List;

import org.baraza.contracts.notification.NotificationView;

/**
 * A page of a person's notifications.
 *
 * @param notifications the newest cause first
 * @param total how many there are of those asked for
 * @param unreadCount how many are unread
 * @param pages how many pages {@code total} makes
 */
public record NotificationList(List<NotificationView> notifications, long total, long unreadCount, long pages) {

    static NotificationList of(List<NotificationView> notifications, long total, long unreadCount, int limit) {
        return new NotificationList(notifications, total, unreadCount, (total + limit - 1) / limit);
    }
}
