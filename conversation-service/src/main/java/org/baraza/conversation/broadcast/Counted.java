package org.baraza.conversation.broadcast;

/**
 * The first read, or the first hiding, of a broadcast by a person: what their counters count.
 *
 * @param kind which counter
 * @param audience in the share of which audience
 * @param number the broadcast's number in its audience
 * @param position where the log says so
 */
record Counted(Kind kind, String audience, long number, LogPosition position) {

    /** The counters. */
    enum Kind {
        READ,
        HIDDEN
    }
}
