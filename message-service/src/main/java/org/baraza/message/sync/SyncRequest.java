package org.baraza.message.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.baraza.contracts.ConversationId;
import org.baraza.rest.ProblemException;

/**
 * A client asks for what it lacks.
 *
 * @param conversations what it holds; those that are not named it does not hold
 * @param cursor where an earlier page ended; null to begin
 * @param limit messages and changes a page, at most; null for the default
 */
record SyncRequest(List<HeldConversation> conversations, String cursor, Integer limit) {

    static final int MAX_HELD = 2_000;
    static final int DEFAULT_LIMIT = 200;
    static final int MAX_LIMIT = 300;

    /**
     * What a client holds of one conversation.
     *
     * @param id which
     * @param seq all messages up to this number; null for none
     * @param rev all changes up to this number; null for none
     */
    record HeldConversation(String id, Long seq, Long rev) {}

    /**
     * What is held, by conversation.
     *
     * @throws ProblemException 400 if that is not said as documented
     */
    Map<String, Held> held() {
        if (conversations == null) {
            return Map.of();
        }
        if (conversations.size() > MAX_HELD) {
            throw ProblemException.badRequest("conversations are more than " + MAX_HELD);
        }
        Map<String, Held> held = new HashMap<>();
        for (HeldConversation one : conversations) {
            if (one == null || !ConversationId.isValid(one.id())) {
                throw ProblemException.badRequest("each of conversations must have the id of a conversation");
            }
            held.put(one.id(), new Held(number("seq", one.seq()), number("rev", one.rev())));
        }
        return held;
    }

    /**
     * Messages and changes a page, at most; a larger wish is cut down.
     *
     * @throws ProblemException 400 if it is not positive
     */
    int pageLimit() {
        if (limit != null && limit < 1) {
            throw ProblemException.badRequest("limit must be positive");
        }
        return limit == null ? DEFAULT_LIMIT : Math.min(limit, MAX_LIMIT);
    }

    private static long number(String name, Long value) {
        if (value != null && value < 0) {
            throw ProblemException.badRequest(name + " must not be negative");
        }
        return value == null ? 0 : value;
    }
}
