/**
 * How a service reads and writes the topics.
 *
 * <p>{@link org.baraza.eventlog.LogWriter} appends events. {@link org.baraza.eventlog.LogConsumer} shares a topic's
 * partitions with the other instances of a service and hands them over in batches: the next batch is not read before the
 * one at hand is applied, so while a batch is being written the next one gathers on the
 * broker, and batches form by themselves under load. {@link org.baraza.eventlog.LogTail} reads all of a topic, outside any
 * group, into memory. What cannot be read or applied goes to the topic's {@link org.baraza.eventlog.DeadLetters}.
 *
 * <p>Each reader owns one thread; handlers run on it and may block.
 */
package org.baraza.eventlog;
