/**
 * What a person is told, and whether they have seen it.
 *
 * <p>{@code inbox} owns the notifications and their REST calls, whatever caused them; {@code message} causes those of new
 * messages, {@code command} those that other systems post; {@code preference} knows what people wish and where their devices
 * are; {@code planner} decides who is pushed, {@code channel} sends, {@code digest} mails what is unread still,
 * {@code decision} remembers why; {@code log} connects to Kafka.
 */
package org.baraza.notification;
