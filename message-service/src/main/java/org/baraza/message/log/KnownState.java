package org.baraza.message.log;

import java.util.Map;

import org.baraza.message.store.MessageDocument;

/**
 * What the store says that a batch has to know.
 *
 * @param heads the last number of each conversation of the batch; none for one without messages
 * @param stored messages that sends of the batch made before, by key; empty where it is taken for granted that none did
 * @param places for reads of all that is there: the last number at the read's place in the log, by command id; none where it
 *     cannot differ from the head
 * @param cursors where cursors stand that the batch wants to move to a certain message, by key
 */
record KnownState(
        Map<String, Long> heads,
        Map<String, MessageDocument> stored,
        Map<String, Long> places,
        Map<String, Long> cursors) {}
