package org.baraza.message.log;

import java.util.Map;
import java.util.Set;

import org.baraza.contracts.MessageId;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.HideDocument;
import org.baraza.message.store.MessageDocument;

/**
 * What the store says that a batch has to know.
 *
 * @param heads the last number of each conversation of the batch; none for one without messages
 * @param stored messages that sends of the batch made before, by key; empty where it is taken for granted that none did
 * @param places for what goes by all that is there: the last number at its place in the log, by command id; none where it
 *     cannot differ from the head
 * @param cursors where cursors stand that the batch wants to move to a certain message, by key
 * @param changes what is known of the messages that the batch wants to change, and of its broadcasts
 */
record KnownState(
        Map<String, Long> heads,
        Map<String, MessageDocument> stored,
        Map<String, Long> places,
        Map<String, Long> cursors,
        Changes changes) {

    /**
     * What changes of messages have to know.
     *
     * @param messages the messages, as they stand now
     * @param revs the last number of a change in each conversation; none for one without changes
     * @param carriedOut changes that commands of the batch made before, by key
     * @param hides what people of the batch have deleted for themselves before, by key
     * @param earlier for edits that were carried out before and changed nothing: the message as it stood at their place in
     *     the log, by command id
     * @param named who is named by the audience of a broadcast, by {@link CursorDocument#keyOf key} of the two
     */
    record Changes(
            Map<MessageId, MessageDocument> messages,
            Map<String, Long> revs,
            Map<String, ChangeDocument> carriedOut,
            Map<String, HideDocument> hides,
            Map<String, MessageDocument> earlier,
            Set<String> named) {

        /** Of a batch that changes nothing. */
        static final Changes NONE = new Changes(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Set.of());
    }
}
