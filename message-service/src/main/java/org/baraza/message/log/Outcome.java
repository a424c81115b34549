package org.baraza.message.log;

import org.baraza.contracts.message.Refusal;
import org.baraza.message.store.MessageDocument;

/** What becomes of one command. */
sealed interface Outcome {

    /** The message of this very command: new, or stored by an earlier attempt at the same batch. */
    record Sent(MessageDocument message) implements Outcome {}

    /** The message that another command had made under the same client message id. */
    record Repeated(MessageDocument message) implements Outcome {}

    /**
     * The reader's cursor.
     *
     * @param seq where it stands now
     * @param head the last message at this place in the log
     */
    record Read(long seq, long head) implements Outcome {}

    /** Nothing. */
    record Refused(Refusal reason, String detail) implements Outcome {}
}
