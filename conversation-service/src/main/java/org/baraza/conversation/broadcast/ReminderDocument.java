package org.baraza.conversation.broadcast;

import java.time.Instant;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * That those are to be reminded who have not acknowledged a broadcast.
 *
 * @param id the broadcast
 * @param dueAt when; past, while it is under way, when another instance may go on with it
 * @param after the last person, in the order of their ids, who was seen to; empty before the first
 * @param version counts the writes
 * @param isDone whether everybody was seen to
 */
public record ReminderDocument(@BsonId String id, Instant dueAt, String after, long version, boolean isDone) {}
