/**
 * Conversations at rest. {@link org.baraza.conversation.conversation.ConversationRepository} is all that sees the
 * database: a {@link org.baraza.conversation.conversation.ConversationChange} goes in, a
 * {@link org.baraza.conversation.conversation.ConversationDocument} comes out.
 */
package org.baraza.conversation.conversation;
