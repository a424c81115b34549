package org.baraza.notification.preference;

/**
 * A person has changed their preferences; fired as a CDI event once it is stored, and lost if the process dies right then.
 *
 * @param userId who
 */
public record PreferencesChanged(String userId) {}
