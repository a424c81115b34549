/**
 * The in-app notifications of everybody: stored, listed, counted, marked read, and said on {@code notification-events}.
 *
 * <p>What causes notifications lies in packages of its own, which write {@link
 * org.baraza.notification.inbox.NotificationDocument}s and have them published from here.
 */
package org.baraza.notification.inbox;
