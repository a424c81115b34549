package org.baraza.contracts.notification;

/** Something changed in a person's notifications. Keyed by the person on {@code notification-events}. */
public sealed interface NotificationEvent
        permits NotificationRaised, NotificationRead, NotificationDeleted, AllNotificationsRead, UnreadCounted {

    /** Whose notifications. */
    String userId();

    /** How many of them are unread now. */
    long unreadCount();
}
