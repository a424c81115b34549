package org.baraza.gateway.session;

import java.util.EnumMap;
import java.util.Map;

import org.baraza.contracts.message.Refusal;
import org.baraza.rest.Problem;

/** How a refusal is told to clients, on sockets and over REST alike: its name is the problem's code. */
public final class Refusals {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final Map<Refusal, Integer> STATUSES = new EnumMap<>(Map.of(
            Refusal.RECEIVER_UNKNOWN, NOT_FOUND,
            Refusal.CONVERSATION_UNKNOWN, NOT_FOUND,
            Refusal.MESSAGE_UNKNOWN, NOT_FOUND,
            Refusal.MESSAGE_DELETED, GONE,
            Refusal.NOT_THE_SENDER, FORBIDDEN,
            Refusal.EDIT_WINDOW_OVER, FORBIDDEN,
            Refusal.FORBIDDEN, FORBIDDEN,
            Refusal.BLOCKED, FORBIDDEN));

    private Refusals() {}

    /** The problem that a refusal is. */
    public static Problem problemOf(Refusal reason, String detail) {
        return Problem.of(STATUSES.getOrDefault(reason, BAD_REQUEST), reason.name(), detail);
    }
}
