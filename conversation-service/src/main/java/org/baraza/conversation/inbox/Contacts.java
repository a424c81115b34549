package org.baraza.conversation.inbox;

import java.util.List;

/**
 * The people with whom somebody shares a conversation.
 *
 * @param userIds whom they talked with last first; at most {@value #MAX}
 */
public record Contacts(List<String> userIds) {

    static final int MAX = 1_000;
}
