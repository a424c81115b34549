package org.baraza.conversation.conversation;

/** The kinds of conversations. The names are stored and are part of the clients' contract. */
public enum ConversationType {
    /** Two people. */
    DIRECT,
    /** One to an audience. */
    BROADCAST,
    /** Several people. */
    GROUP
}
