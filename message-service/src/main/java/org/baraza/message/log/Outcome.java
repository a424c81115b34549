package org.baraza.message.log;

import java.time.Instant;

import org.baraza.contracts.message.Refusal;
import org.baraza.message.store.MessageDocument;

/** What becomes of one command. */
sealed interface Outcome {

    /** The message of this very command, direct or a broadcast: new, or stored by an earlier attempt at the same batch. */
    record Sent(MessageDocument message) implements Outcome {}

    /** The message that another command had made under the same client message id. */
    record Repeated(MessageDocument message) implements Outcome {}

    /**
     * The message as it stands after an edit.
     *
     * @param message the message, with the number of the edit
     * @param editedAt when it came to be so
     * @param isDoneBefore whether another command had made it so, and has told everybody
     */
    record Edited(MessageDocument message, Instant editedAt, boolean isDoneBefore) implements Outcome {}

    /**
     * A deletion: of this command, or of one before it that did the same.
     *
     * @param rev its number
     * @param actorId who deleted the message
     * @param deletedAt when
     * @param isDoneBefore whether another command had deleted it, and has told everybody
     */
    record Deleted(long rev, String actorId, Instant deletedAt, boolean isDoneBefore) implements Outcome {}

    /**
     * The reader's cursor.
     *
     * @param seq where it stands now
     * @param head the last message at this place in the log
     */
    record Read(long seq, long head) implements Outcome {}

    /**
     * Hidden from somebody's list.
     *
     * @param head the last message at this place in the log
     */
    record Archived(long head) implements Outcome {}

    /** Somebody says that they have read a broadcast. */
    record Acknowledged() implements Outcome {}

    /** Nothing. */
    record Refused(Refusal reason, String detail) implements Outcome {

        static Refused noSuchMessage() {
            return new Refused(Refusal.MESSAGE_UNKNOWN, "there is no such message");
        }

        static Refused noSuchConversation() {
            return new Refused(Refusal.CONVERSATION_UNKNOWN, "there is no such conversation");
        }
    }
}
