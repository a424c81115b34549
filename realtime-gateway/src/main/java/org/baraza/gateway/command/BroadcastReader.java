package org.baraza.gateway.command;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.AcknowledgeBroadcast;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.rest.Caller;

/** Reads what a client wants of broadcasts, and refuses what is not as documented or not for its kind of account. */
@Singleton
class BroadcastReader {

    /** Whoever has not acknowledged by then is not going to; keeps times far from overflowing. */
    static final Duration MAX_REMIND_AFTER = Duration.ofDays(366);

    private final Clock clock = Clock.systemUTC();

    /**
     * A broadcast: {@code { title, description?, content, media?, recipientType, chapterId?, recipientIds?, priority?,
     * requiresAcknowledgement?, remindAfter?, clientMessageId? }}.
     *
     * @throws RefusedException if it must not be sent
     */
    PublishBroadcast publish(Caller caller, JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        String given = fields.text("clientMessageId");
        String clientMessageId = given == null ? CommandIds.next() : given;
        return new PublishBroadcast(
                CommandIds.next(),
                ConversationId.broadcast(caller.userId(), clientMessageId).value(),
                caller.userId(),
                caller.accountType(),
                caller.chapterId(),
                clientMessageId,
                audience(fields),
                fields.text("title"),
                fields.text("description"),
                fields.text("content"),
                fields.media(),
                fields.meaning("priority", Priority::valueOf, malformed("priority must be NORMAL, HIGH or URGENT")),
                fields.flag("requiresAcknowledgement"),
                fields.meaning(
                        "remindAfter",
                        BroadcastReader::remindAfter,
                        malformed("remindAfter must be an ISO 8601 duration of at most 366 days")),
                clock.instant());
    }

    /**
     * A broadcast that somebody says to have read: {@code { id }}.
     *
     * @throws RefusedException if there can be no such broadcast
     */
    AcknowledgeBroadcast acknowledge(String actorId, JsonNode body) {
        return acknowledge(actorId, JsonFields.of(body).text("id"));
    }

    /** A broadcast, by the id of its conversation, that somebody says to have read. */
    AcknowledgeBroadcast acknowledge(String actorId, String id) {
        return new AcknowledgeBroadcast(CommandIds.next(), id, actorId, clock.instant());
    }

    private static Audience audience(JsonFields fields) {
        AudienceType type = fields.meaning(
                "recipientType",
                AudienceType::valueOf,
                new RefusedException(Refusal.AUDIENCE_INVALID, "recipientType must be ALL, CHAPTER or CUSTOM"));
        List<String> recipientIds = fields.texts("recipientIds", Audience.MAX_RECIPIENTS, Refusal.AUDIENCE_INVALID);
        return new Audience(type, fields.text("chapterId"), recipientIds);
    }

    private static Duration remindAfter(String text) {
        Duration duration = Duration.parse(text);
        if (duration.compareTo(MAX_REMIND_AFTER) > 0) {
            throw new IllegalArgumentException("too long");
        }
        return duration;
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(Refusal.MALFORMED, detail);
    }
}
