package org.baraza.contracts.notification;

import org.baraza.contracts.EventType;

/**
 * All notifications of a person were read at once.
 *
 * @param userId whose
 * @param unreadCount how many are unread now: what came after the call
 */
@EventType("org.baraza.notification.all-read.v1")
public record AllNotificationsRead(String userId, long unreadCount) implements NotificationEvent {}
