package org.baraza.contracts.notification;

import org.baraza.contracts.EventType;

/**
 * A person has deleted a notification.
 *
 * @param userId whose
 * @param notificationId which
 * @param unreadCount how many are unread now
 */
@EventType("org.baraza.notification.deleted.v1")
public record NotificationDeleted(String userId, String notificationId, long unreadCount)
        implements NotificationEvent {}
