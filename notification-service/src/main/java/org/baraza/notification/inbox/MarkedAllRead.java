package org.baraza.notification.inbox;

/**
 * @param message what was done, for people
 * @param count how many became read by it
 */
public record MarkedAllRead(String message, long count) {}
