/**
 * Why people were told by a channel, or not: one {@link org.baraza.notification.decision.Decision} for each message and channel,
 * written by whoever decides, asked for by people and operators, and forgotten after a time.
 */
package org.baraza.notification.decision;
