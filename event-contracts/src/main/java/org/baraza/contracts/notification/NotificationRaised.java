package org.baraza.contracts.notification;

import org.baraza.contracts.EventType;

/**
 * A notification is new, or an unread one was caused again and says so under the same id.
 *
 * @param userId whose
 * @param notification as clients see it
 * @param unreadCount how many are unread now
 */
@EventType("org.baraza.notification.raised.v1")
public record NotificationRaised(String userId, NotificationView notification, long unreadCount)
        implements NotificationEvent {}
