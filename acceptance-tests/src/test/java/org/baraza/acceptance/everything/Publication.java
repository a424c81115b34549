package org.baraza.acceptance.everything;

import java.util.List;

import org.baraza.contracts.broadcast.Audience;

/**
 * A broadcast that somebody means to send.
 *
 * @param sender who
 * @param key the sender's own id for it
 * @param audience whom it is for
 * @param people the ids of those who are in the audience, of the people of the chat
 * @param title the headline
 * @param content the text
 * @param asks whether it asks its recipients to acknowledge it
 */
record Publication(
        String sender,
        String key,
        Audience audience,
        List<String> people,
        String title,
        String content,
        boolean asks) {}
