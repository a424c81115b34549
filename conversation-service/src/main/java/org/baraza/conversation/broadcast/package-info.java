/**
 * Broadcasts: one document each whatever the audience, numbered within it. What a person has not read is a subtraction of
 * counters ({@link org.baraza.conversation.broadcast.Standing}); a row of theirs
 * ({@link org.baraza.conversation.broadcast.TouchDocument}) comes into being when they first touch a broadcast.
 *
 * <p>{@link org.baraza.conversation.broadcast.BroadcastProjection} follows {@code message-events},
 * {@link org.baraza.conversation.broadcast.MembershipTail} follows {@code user-events}, and
 * {@link org.baraza.conversation.broadcast.BroadcastInbox} answers what a person sees.
 */
package org.baraza.conversation.broadcast;
