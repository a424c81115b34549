package org.baraza.conversation.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.Media;

/**
 * A draft or scheduled broadcast as its author sees it; the people named are left out.
 *
 * @param id which
 * @param state where it stands
 * @param reason why it was not sent, by name; else null
 * @param broadcastId the broadcast that it is now; else null
 * @param scheduledFor when it is to be sent; null for a draft
 * @param title the headline
 * @param description one more line; null for none
 * @param content the text
 * @param media what it refers to
 * @param recipientType whom it is for
 * @param chapterId which chapter; null unless {@code CHAPTER}
 * @param priority how much it matters
 * @param requiresAcknowledgement whether it asks for an acknowledgement
 * @param remindAfter when those are reminded who have not given one; null for never
 * @param updatedAt when its author changed it last
 */
record ScheduledBroadcast(
        String id,
        ScheduleDocument.State state,
        String reason,
        String broadcastId,
        Instant scheduledFor,
        String title,
        String description,
        String content,
        List<Media> media,
        AudienceType recipientType,
        String chapterId,
        Priority priority,
        boolean requiresAcknowledgement,
        String remindAfter,
        Instant updatedAt) {

    /** A page of them. */
    record Page(List<ScheduledBroadcast> broadcasts, long total) {}

    static ScheduledBroadcast of(ScheduleDocument schedule) {
        return new ScheduledBroadcast(
                schedule.id(),
                schedule.state(),
                schedule.reason(),
                schedule.broadcastId(),
                schedule.scheduledFor(),
                schedule.title(),
                schedule.description(),
                schedule.content(),
                schedule.media().stream()
                        .map(medium -> new Media(medium.type(), medium.url(), medium.filename()))
                        .toList(),
                schedule.type(),
                schedule.chapterId(),
                schedule.priority(),
                schedule.requiresAcknowledgement(),
                schedule.remindAfterSeconds() == null
                        ? null
                        : Duration.ofSeconds(schedule.remindAfterSeconds()).toString(),
                schedule.updatedAt());
    }

    /** Leaves the texts out. */
    @Override
    public String toString() {
        return "ScheduledBroadcast[" + id + ", " + state + "]";
    }
}
