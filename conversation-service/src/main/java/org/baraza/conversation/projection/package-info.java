/**
 * From {@code message-events} to conversations: {@link org.baraza.conversation.projection.MessageEventConsumer} reads
 * batches, {@link org.baraza.conversation.projection.BatchFold} makes one change per conversation of each,
 * {@link org.baraza.conversation.projection.ConversationProjection} has them written.
 */
package org.baraza.conversation.projection;
