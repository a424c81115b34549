package org.baraza.message.sync;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.baraza.message.view.ViewedMessage;

/**
 * A page of what a client lacks.
 *
 * @param conversations those in which it lacks something
 * @param cursor how to ask for the next page; null when complete
 * @param complete whether there is no further page
 */
record SyncAnswer(List<Entry> conversations, String cursor, boolean complete) {

    /**
     * What is missing of one conversation.
     *
     * @param id which
     * @param seq what the client holds once it has applied this
     * @param rev what the client holds once it has applied this
     * @param head number of the last message
     * @param headRev number of the last change
     * @param messages whole, the oldest first
     * @param changes of messages that the client holds, the oldest first
     * @param complete whether this is all that is missing
     * @param reset whether to drop what is held and to page the history instead
     */
    record Entry(
            String id,
            long seq,
            long rev,
            long head,
            long headRev,
            List<ViewedMessage> messages,
            List<Change> changes,
            @JsonProperty("complete") boolean complete,
            @JsonProperty("reset") boolean reset) {

        /** What is held cannot be completed. */
        static Entry reset(String id, long head, long headRev) {
            return new Entry(id, head, headRev, head, headRev, List.of(), List.of(), true, true);
        }
    }

    /**
     * A change of a message.
     *
     * @param rev its number
     * @param seq the message
     * @param type {@code edited} or {@code deleted}
     * @param message the message as it stands; missing if the client's person has deleted it for themselves
     */
    record Change(
            long rev,
            long seq,
            String type,
            @JsonInclude(JsonInclude.Include.NON_NULL) ViewedMessage message) {}
}
