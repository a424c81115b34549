package org.baraza.message.sync;

/**
 * What a client holds of a conversation.
 *
 * @param seq all messages up to this number
 * @param rev all changes up to this number
 */
record Held(long seq, long rev) {

    static final Held NOTHING = new Held(0, 0);
}
