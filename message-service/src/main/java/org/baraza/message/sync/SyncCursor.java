package org.baraza.message.sync;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.baraza.contracts.ConversationId;
import org.baraza.rest.ProblemException;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where a page of a sync ended. Opaque to clients; made up by one, it leads to nothing that they could not ask for anyway.
 *
 * @param conversationId the conversation that the page ended in or behind; empty at the beginning
 * @param held what the client holds of it by now; null if the page ended behind it
 */
record SyncCursor(String conversationId, Held held) {

    static final SyncCursor START = new SyncCursor("", null);

    private static final int MAX_LENGTH = 300;
    private static final Pattern FORMAT = Pattern.compile("1/([^/]*)/(?:([0-9]{1,18})/([0-9]{1,18}))?");

    /** The cursor as clients carry it. */
    String encode() {
        String progress = held == null ? "" : held.seq() + "/" + held.rev();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("1/" + conversationId + '/' + progress).getBytes(UTF_8));
    }

    /**
     * Reads a cursor back.
     *
     * @param text as the client carried it; null for the beginning
     * @throws ProblemException 400 if it is none
     */
    static SyncCursor decode(String text) {
        if (text == null) {
            return START;
        }
        Matcher parts = FORMAT.matcher(text.length() > MAX_LENGTH ? "" : decoded(text));
        if (!parts.matches() || !ConversationId.isValid(parts.group(1))) {
            throw notOne();
        }
        return new SyncCursor(
                parts.group(1),
                parts.group(2) == null
                        ? null
                        : new Held(Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException e) {
            throw notOne();
        }
    }

    private static ProblemException notOne() {
        return ProblemException.badRequest("cursor is not one of an earlier answer");
    }
}
