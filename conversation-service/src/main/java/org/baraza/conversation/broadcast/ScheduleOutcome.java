package org.baraza.conversation.broadcast;

/**
 * What became of a scheduled broadcast.
 *
 * @param scheduleId which
 * @param authorId whose it is
 * @param broadcastId the broadcast that it is now; null if it was not sent
 * @param reason why it was not sent, by name; null if it was
 */
record ScheduleOutcome(String scheduleId, String authorId, String broadcastId, String reason) {}
