/**
 * From {@code message-events} to conversations: {@link org.baraza.conversation.projection.MessageEventConsumer} reads
 * batches, {@link org.baraza.conversation.projection.EventDispatch} hands each
 * {@link org.baraza.conversation.projection.Projection} what concerns it. For direct conversations
 * {@link org.baraza.conversation.projection.BatchFold} makes one change per conversation of each batch, and
 * {@link org.baraza.conversation.projection.DirectProjection} has them written.
 */
package org.baraza.conversation.projection;
