/**
 * The ways out to devices: one {@link org.baraza.notification.channel.NotificationChannel} for each provider, and what stands in
 * for one without credentials. {@link org.baraza.notification.channel.Channels} picks, and bounds time and failure.
 */
package org.baraza.notification.channel;
