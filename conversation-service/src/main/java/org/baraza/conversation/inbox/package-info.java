/**
 * What a member reads: {@link org.baraza.conversation.inbox.InboxResource} asks the
 * {@link org.baraza.conversation.inbox.Inbox}, and a {@link org.baraza.conversation.inbox.Viewer} makes of each stored
 * conversation what that member sees.
 */
package org.baraza.conversation.inbox;
