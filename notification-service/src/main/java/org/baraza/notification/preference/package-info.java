/**
 * What a person wishes to be told, how and when, and where their devices are.
 *
 * <p>{@link org.baraza.notification.preference.Preferences} and {@link org.baraza.notification.preference.QuietHours} are the
 * rules, pure; {@link org.baraza.notification.preference.Wishes} is what the rest of the service asks.
 */
package org.baraza.notification.preference;
