package org.baraza.acceptance.everything;

/**
 * Something that somebody does.
 *
 * @param kind what
 * @param by who
 * @param key names the message that it is about, or is: the sender's own id for it; empty where it is about none
 * @param to who receives a direct message; empty elsewhere
 * @param text the new text, where there is one; else empty
 * @param overRest whether by a REST call; else on the person's socket
 */
record Step(Kind kind, String by, String key, String to, String text, boolean overRest) {

    /** What people do. */
    enum Kind {
        /** Sends a direct message. */
        SAY,
        /** Sends a broadcast. */
        PUBLISH,
        /** Changes the text of a message or broadcast. */
        EDIT,
        /** Deletes a message for oneself. */
        DELETE_FOR_ME,
        /** Deletes a message for everybody. */
        DELETE_FOR_EVERYONE,
        /** Reads the conversation of a message as far as it goes. */
        READ,
        /** Reads the conversation of a message up to that one. */
        READ_UP_TO,
        /** Takes the conversation of a message off one's list. */
        ARCHIVE,
        /** Says that one has read a broadcast. */
        ACKNOWLEDGE,
        /** A device of somebody's shows a broadcast. */
        RECEIVE,
        /** Marks the notification of the conversation of a message read. */
        MARK_NOTIFICATION,
        /** Deletes it. */
        DELETE_NOTIFICATION,
        /** Marks all notifications read. */
        MARK_ALL_NOTIFICATIONS,
        /** Is online for a moment, and syncs: one page, and goes again. */
        SYNC_A_PAGE,
        /** Is online for a while, and syncs to the end. */
        SYNC
    }

    static Step say(String by, String to, String key, String text, boolean overRest) {
        return new Step(Kind.SAY, by, key, to, text, overRest);
    }

    static Step edit(String by, String key, String text, boolean overRest) {
        return new Step(Kind.EDIT, by, key, "", text, overRest);
    }

    /** Something about a message. */
    static Step about(Kind kind, String by, String key, boolean overRest) {
        return new Step(kind, by, key, "", "", overRest);
    }

    /** Something about no message. */
    static Step of(Kind kind, String by) {
        return new Step(kind, by, "", "", "", true);
    }
}
