package org.baraza.conversation.broadcast;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;

/**
 * What a client wants to send, as it comes. Nothing in it is trusted; the meanings of its texts are refused by name.
 *
 * @param title the headline
 * @param description one more line; may be missing
 * @param content the text
 * @param media what it refers to; may be missing
 * @param recipientType {@code ALL}, {@code CHAPTER} or {@code CUSTOM}
 * @param chapterId for {@code CHAPTER}
 * @param recipientIds for {@code CUSTOM}
 * @param priority {@code NORMAL}, {@code HIGH} or {@code URGENT}; may be missing
 * @param requiresAcknowledgement whether recipients are asked to acknowledge it; may be missing
 * @param remindAfter an ISO 8601 duration; may be missing
 * @param scheduledFor an ISO 8601 time in UTC; missing for a draft
 */
record BroadcastRequest(
        String title,
        String description,
        String content,
        List<MediaRequest> media,
        String recipientType,
        String chapterId,
        List<String> recipientIds,
        String priority,
        Boolean requiresAcknowledgement,
        String remindAfter,
        String scheduledFor) {

    static final Duration MAX_REMIND_AFTER = Duration.ofDays(366);

    /** A medium as it comes. */
    record MediaRequest(String type, String url, String filename) {}

    /** @throws RefusedException if it is not as documented */
    Audience audience() {
        if (recipientIds != null && recipientIds.stream().anyMatch(Objects::isNull)) {
            throw new RefusedException(Refusal.AUDIENCE_INVALID, "each of recipientIds must be the id of a person");
        }
        AudienceType type = meaning(
                recipientType,
                AudienceType::valueOf,
                Refusal.AUDIENCE_INVALID,
                "recipientType must be ALL, CHAPTER or CUSTOM");
        return new Audience(type, chapterId, recipientIds);
    }

    /** @throws RefusedException if it is not as documented */
    List<Media> toMedia() {
        if (media == null) {
            return List.of();
        }
        if (media.stream().anyMatch(Objects::isNull)) {
            throw new RefusedException(Refusal.MEDIA_INVALID, "each of media must be an object");
        }
        return media.stream()
                .map(medium -> new Media(medium.type(), medium.url(), medium.filename()))
                .toList();
    }

    /** @throws RefusedException if it is not as documented */
    Priority toPriority() {
        Priority given =
                meaning(priority, Priority::valueOf, Refusal.MALFORMED, "priority must be NORMAL, HIGH or URGENT");
        return given == null ? Priority.NORMAL : given;
    }

    /** @throws RefusedException if it is not as documented; null for never */
    Duration toRemindAfter() {
        String rule = "remindAfter must be an ISO 8601 duration of one second to 366 days";
        Duration given = meaning(remindAfter, Duration::parse, Refusal.MALFORMED, rule);
        if (given != null && (given.toSeconds() < 1 || given.compareTo(MAX_REMIND_AFTER) > 0)) {
            throw new RefusedException(Refusal.MALFORMED, rule);
        }
        return given;
    }

    /** @throws RefusedException if it is not as documented; null for a draft */
    Instant toScheduledFor() {
        return meaning(scheduledFor, Instant::parse, Refusal.MALFORMED, "scheduledFor must be a time in UTC");
    }

    boolean asksForAcknowledgement() {
        return requiresAcknowledgement != null && requiresAcknowledgement;
    }

    private static <T> T meaning(String text, Function<String, T> parse, Refusal reason, String otherwise) {
        try {
            return text == null ? null : parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new RefusedException(reason, otherwise);
        }
    }

    /** Leaves the texts and the people out. */
    @Override
    public String toString() {
        return "BroadcastRequest[" + recipientType + "]";
    }
}
