package org.baraza.acceptance.soak;

/** How a visit ends. */
enum Ending {
    /** The client says goodbye (DISCONNECT), as when somebody logs out. */
    DISCONNECT,
    /** The connection is closed in order, as when a tab is closed. */
    CLOSE,
    /** The connection is reset without a word, as when a phone loses its network. */
    VANISH,
    /** The same, while a message is being sent; it is sent again, under the same id, when they are back. */
    VANISH_WHILE_SENDING
}
