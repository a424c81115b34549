package org.baraza.notification.inbox;

/** @param count how many notifications of the caller are unread */
public record UnreadCount(long count) {}
