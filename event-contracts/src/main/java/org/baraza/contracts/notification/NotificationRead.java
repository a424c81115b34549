package org.baraza.contracts.notification;

import org.baraza.contracts.EventType;

/**
 * A notification was read, here or on another device, or by reading the conversation that caused it.
 *
 * @param userId whose
 * @param notificationId which
 * @param unreadCount how many are unread now
 */
@EventType("org.baraza.notification.read.v1")
public record NotificationRead(String userId, String notificationId, long unreadCount) implements NotificationEvent {}
