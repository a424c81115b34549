package org.baraza.conversation.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.user.AccountType;
import org.baraza.conversation.conversation.MediaDocument;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A broadcast that is not sent yet: a draft, or one with a time.
 *
 * @param id also the {@code clientMessageId} with which it is sent, so that it is sent once however often that is tried
 * @param authorId whose it is
 * @param state where it stands
 * @param version counts the writes
 * @param title the headline
 * @param description one more line; null for none
 * @param content the text
 * @param media what it refers to
 * @param type whom it is for
 * @param chapterId which chapter; null unless {@code CHAPTER}
 * @param recipientIds who; null where a query leaves them out
 * @param priority how much it matters
 * @param requiresAcknowledgement whether it asks for an acknowledgement
 * @param remindAfterSeconds when those are reminded who have not given one; null for never
 * @param scheduledFor when it is to be sent; null for a draft
 * @param attempts how often it was claimed, to be handed to the log
 * @param nextAttemptAt when it is handed to the log, again if nothing has come of it; null where it never will be
 * @param broadcastId what became of it; null unless {@code SENT}
 * @param reason why it was not sent, by name; null unless {@code NOT_SENT}
 * @param updatedAt when its author changed it last
 */
public record ScheduleDocument(
        @BsonId String id,
        String authorId,
        State state,
        long version,
        String title,
        String description,
        String content,
        List<MediaDocument> media,
        AudienceType type,
        String chapterId,
        List<String> recipientIds,
        Priority priority,
        boolean requiresAcknowledgement,
        Long remindAfterSeconds,
        Instant scheduledFor,
        int attempts,
        Instant nextAttemptAt,
        String broadcastId,
        String reason,
        Instant updatedAt) {

    /** Where a broadcast stands before it is one. The names are part of the clients' contract. */
    public enum State {
        /** It has no time. */
        DRAFT,
        /** It waits for its time. */
        SCHEDULED,
        /** It is handed to the log, and cannot be changed or taken back any more. */
        FIRING,
        /** It is a broadcast. */
        SENT,
        /** It was refused, since its author may not send it any more for example. */
        NOT_SENT
    }

    /** What a command says, to be sent at a time; as a draft if that is null. */
    static ScheduleDocument of(PublishBroadcast command, Instant scheduledFor, long version) {
        Duration remindAfter = command.remindAfter();
        return new ScheduleDocument(
                command.clientMessageId(),
                command.senderId(),
                scheduledFor == null ? State.DRAFT : State.SCHEDULED,
                version,
                command.title(),
                command.description(),
                command.content(),
                MediaDocument.of(command.media()),
                command.audience().type(),
                command.audience().chapterId(),
                command.audience().recipientIds(),
                command.priority(),
                command.requiresAcknowledgement(),
                remindAfter == null ? null : remindAfter.toSeconds(),
                scheduledFor,
                0,
                scheduledFor,
                null,
                null,
                command.requestedAt());
    }

    /**
     * The command that sends it.
     *
     * @throws org.baraza.contracts.message.RefusedException if such an author may not
     */
    PublishBroadcast toCommand(AccountType accountType, String authorsChapterId, Instant now) {
        return command(id, new Audience(type, chapterId, recipientIds), accountType, authorsChapterId, now);
    }

    /**
     * The command that sends this version of it to its author alone.
     *
     * @throws org.baraza.contracts.message.RefusedException if the author may not name people
     */
    PublishBroadcast toTest(AccountType accountType, String authorsChapterId, Instant now) {
        return command(id + ":test:" + version, Audience.of(List.of(authorId)), accountType, authorsChapterId, now);
    }

    private PublishBroadcast command(
            String clientMessageId, Audience audience, AccountType accountType, String authorsChapterId, Instant now) {
        return new PublishBroadcast(
                clientMessageId,
                ConversationId.broadcast(authorId, clientMessageId).value(),
                authorId,
                accountType,
                authorsChapterId,
                clientMessageId,
                audience,
                title,
                description,
                content,
                media.stream()
                        .map(medium -> new Media(medium.type(), medium.url(), medium.filename()))
                        .toList(),
                priority,
                requiresAcknowledgement,
                remindAfterSeconds == null ? null : Duration.ofSeconds(remindAfterSeconds),
                now);
    }

    /** Leaves the texts and the people out. */
    @Override
    public String toString() {
        return "ScheduleDocument[" + id + ", " + state + "]";
    }
}
