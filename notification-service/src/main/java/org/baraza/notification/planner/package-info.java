/**
 * Who is pushed, whether, and why not.
 *
 * <p>Events fold into one {@link org.baraza.notification.planner.PushRow} for each person and conversation; what is due is leased
 * by one replica, judged by {@link org.baraza.notification.planner.Judgement}, sent, and leaves one {@link
 * org.baraza.notification.decision.Decision}.
 */
package org.baraza.notification.planner;
