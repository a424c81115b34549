/**
 * Notifications that other systems of the community post: from {@code notification-commands} to one notification for each
 * person and id of theirs, for ever.
 *
 * <p>A batch becomes {@link org.baraza.notification.command.Post}s. Those that nobody made before are stored at once, and what
 * this very batch made is told.
 */
package org.baraza.notification.command;
