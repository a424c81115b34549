package org.baraza.message.history;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One page of a conversation.
 *
 * @param conversation what kind of conversation it is
 * @param messages oldest first
 * @param total how many messages the conversation has
 */
record HistoryPage(Kind conversation, List<ViewedMessage> messages, long total) {

    /**
     * What kind of conversation it is.
     *
     * @param id its id
     * @param type {@code DIRECT}
     * @param isBroadcast whether one speaks to many
     */
    record Kind(
            String id,
            String type,
            @JsonProperty("isBroadcast") boolean isBroadcast) {}
}
