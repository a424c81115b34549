package org.baraza.gateway.command;

import java.time.Clock;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.contracts.message.ArchiveConversation;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.RefusedException;

/** Reads what a client wants of conversations, and refuses what is not as documented. */
@Singleton
class ConversationReader {

    private final Clock clock = Clock.systemUTC();

    /**
     * A conversation that was read: its id alone, or {@code { conversationId, seq? }}.
     *
     * @param readerId who read
     * @throws RefusedException if there is no such conversation for them
     */
    MarkRead read(String readerId, JsonNode body) {
        if (body.isTextual()) {
            return read(readerId, body.textValue(), null);
        }
        JsonFields fields = JsonFields.of(body);
        return read(readerId, fields.text("conversationId"), fields.number("seq"));
    }

    /** A conversation that was read up to {@code seq}, or as far as it goes if that is null. */
    MarkRead read(String readerId, String conversationId, Long seq) {
        return new MarkRead(CommandIds.next(), conversationId, readerId, seq, clock.instant());
    }

    /**
     * A conversation to be hidden until its next message.
     *
     * @throws RefusedException if there is no such conversation for them
     */
    ArchiveConversation archive(String actorId, String conversationId) {
        return new ArchiveConversation(CommandIds.next(), conversationId, actorId, clock.instant());
    }
}
