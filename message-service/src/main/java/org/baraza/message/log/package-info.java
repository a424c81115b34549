/**
 * The one writer of every conversation: commands in, numbered messages and events out.
 *
 * <p>{@link org.baraza.message.log.CommandLog} reads {@code message-commands} in batches;
 * {@link org.baraza.message.log.CommandHandler} carries a batch through: {@link org.baraza.message.log.BatchPlan} decides
 * in memory what becomes of each command, one bulk insert stores the new messages, the events are appended, and only then
 * is the batch committed. A crash anywhere leaves a prefix that the replay meets and completes.
 */
package org.baraza.message.log;
