/**
 * Notifications of new messages: from {@code message-events} to one notification for each person and conversation.
 *
 * <p>A batch becomes {@link org.baraza.notification.message.Step}s, these are folded over the {@link
 * org.baraza.notification.message.Run}s that they touch, and what changed is written at once, each document under the
 * condition that it is still as it was read.
 */
package org.baraza.notification.message;
