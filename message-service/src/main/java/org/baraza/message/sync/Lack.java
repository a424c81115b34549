package org.baraza.message.sync;

import org.baraza.message.store.NumberRange;

/**
 * A conversation in which a client lacks something, or holds what there is not.
 *
 * @param id which
 * @param held what the client holds
 * @param heads how far the conversation has come
 */
record Lack(String id, Held held, Heads heads) {

    /**
     * How far a conversation has come.
     *
     * @param head number of its last message
     * @param headRev number of its last change that has taken effect
     */
    record Heads(long head, long headRev) {}

    /** Whether the client holds anything else than there is. */
    boolean isSomething() {
        return held.seq() != heads.head() || held.rev() != heads.headRev();
    }

    /** Whether the client must drop what it holds: it never came from here, or is too far behind. */
    boolean needsReset(long resetAfter) {
        return held.seq() > heads.head() || held.rev() > heads.headRev() || heads.head() - held.seq() > resetAfter;
    }

    boolean lacksMessages() {
        return held.seq() < heads.head();
    }

    boolean lacksChanges() {
        return held.rev() < heads.headRev();
    }

    /** The first of the messages that it lacks. */
    NumberRange messages(int atMost) {
        return new NumberRange(id, held.seq(), Math.min(heads.head(), held.seq() + atMost));
    }

    /** The changes that it lacks. */
    NumberRange changes() {
        return new NumberRange(id, held.rev(), heads.headRev());
    }
}
