package org.baraza.conversation.inbox;

import java.util.List;

/**
 * A page of somebody's list.
 *
 * @param conversations newest activity first
 * @param total how many the whole list has
 */
record InboxPage(List<InboxConversation> conversations, long total) {}
