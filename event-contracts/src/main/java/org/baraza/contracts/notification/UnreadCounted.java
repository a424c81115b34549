package org.baraza.contracts.notification;

import org.baraza.contracts.EventType;

/**
 * The unread notifications of a person were counted again after an event had told another number: two changed at the same
 * moment, and the event that came last had been counted before the other change.
 *
 * @param userId whose
 * @param unreadCount how many are unread now
 */
@EventType("org.baraza.notification.counted.v1")
public record UnreadCounted(String userId, long unreadCount) implements NotificationEvent {}
