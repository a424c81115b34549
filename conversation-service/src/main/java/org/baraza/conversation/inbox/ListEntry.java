package org.baraza.conversation.inbox;

import java.time.Instant;

/**
 * A conversation's place in a list.
 *
 * @param id which conversation
 * @param activityAt newest first
 * @param isBroadcast whether it is a broadcast
 */
record ListEntry(String id, Instant activityAt, boolean isBroadcast) {}
