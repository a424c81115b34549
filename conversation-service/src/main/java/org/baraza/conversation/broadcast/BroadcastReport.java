package org.baraza.conversation.broadcast;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserProfile;

/**
 * A broadcast as its sender and admins see it.
 *
 * @param id the conversation's id
 * @param title the headline; empty once it is recalled
 * @param description one more line; null for none
 * @param content the text
 * @param media what it refers to
 * @param broadcastType whom it is for
 * @param chapter which chapter; null unless {@code CHAPTER}
 * @param creator who sent it
 * @param priority how much it matters
 * @param requiresAcknowledgement whether it asks for an acknowledgement
 * @param isEdited whether it was changed
 * @param editedAt when; null if never
 * @param isDeleted whether it is recalled
 * @param createdAt when it was sent
 * @param recipients how many people the audience had when it was sent
 * @param counts how far it has come with them; left out of lists
 */
record BroadcastReport(
        String id,
        String title,
        String description,
        String content,
        List<Media> media,
        AudienceType broadcastType,
        Chapter chapter,
        UserProfile creator,
        Priority priority,
        boolean requiresAcknowledgement,
        @JsonProperty("isEdited") boolean isEdited,
        Instant editedAt,
        @JsonProperty("isDeleted") boolean isDeleted,
        Instant createdAt,
        int recipients,
        @JsonInclude(JsonInclude.Include.NON_NULL) Counts counts) {

    /**
     * How many people, the recipients only.
     *
     * @param delivered whose devices have shown it, or who have had anything to do with it
     * @param read who have read it
     * @param acknowledged who have acknowledged it
     */
    record Counts(long delivered, long read, long acknowledged) {}

    /** A page of them, newest first. */
    record Page(List<BroadcastReport> broadcasts, long total) {}

    /** A recipient. @param at when they came to be in the state asked for; null for those who are not in one */
    record Recipient(
            UserProfile user,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant at) {}

    /** A page of recipients. */
    record Recipients(List<Recipient> recipients, long total) {}

    /** How many people there are in an audience. */
    record Estimate(int recipients) {}

    static BroadcastReport of(BroadcastDocument broadcast, Chapter chapter, UserProfile creator, Counts counts) {
        return new BroadcastReport(
                broadcast.id(),
                broadcast.title(),
                broadcast.description(),
                broadcast.content(),
                broadcast.media().stream()
                        .map(media -> new Media(media.type(), media.url(), media.filename()))
                        .toList(),
                broadcast.type(),
                chapter,
                creator,
                broadcast.priority(),
                broadcast.requiresAcknowledgement(),
                broadcast.editedAt() != null,
                broadcast.editedAt(),
                broadcast.isDeleted(),
                broadcast.createdAt(),
                broadcast.recipientCount(),
                counts);
    }

    /** Leaves the texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "BroadcastReport[" + id + "]";
    }
}
