package org.baraza.notification.inbox;

/** @param message what was done, for people */
public record Deleted(String message) {}
