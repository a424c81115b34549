package org.baraza.conversation.broadcast;

/** How far a broadcast has come with a person; each includes the ones before. */
enum TouchState {
    DELIVERED,
    READ,
    ACKNOWLEDGED
}
