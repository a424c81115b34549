package org.baraza.conversation.broadcast;

import java.time.Instant;
import java.util.List;

import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.conversation.conversation.MediaDocument;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A broadcast at rest. Nothing in it grows with the people who read it.
 *
 * @param id the conversation's id
 * @param audience {@code ALL}, {@code CHAPTER:<id>} or {@code CUSTOM}
 * @param number its number within the audience, from 1 and without gaps
 * @param createdAt when its message was stored: the place in lists. Numbers follow it but for those sent in the same moment
 * @param senderId who sent it
 * @param clientMessageId the sender's own id for it
 * @param type whom it is for
 * @param chapterId which chapter; null unless {@code CHAPTER}
 * @param recipientCount how many people the audience had when it was sent
 * @param named for {@code CUSTOM} the people named and the sender; else nobody. Null where a query leaves it out
 * @param senderOutside whether the sender did not belong to the audience when it was sent
 * @param title the headline; empty once it is recalled
 * @param description one more line; null for none
 * @param priority how much it matters
 * @param requiresAcknowledgement whether recipients are asked to say that they have read it
 * @param content the text as it stands now
 * @param media what it refers to now
 * @param rev the number of the last change for everybody; 0 if there was none
 * @param editedAt when it was edited last; null if never
 * @param isDeleted whether it is recalled
 */
public record BroadcastDocument(
        @BsonId String id,
        String audience,
        long number,
        Instant createdAt,
        String senderId,
        String clientMessageId,
        AudienceType type,
        String chapterId,
        int recipientCount,
        List<String> named,
        boolean senderOutside,
        String title,
        String description,
        Priority priority,
        boolean requiresAcknowledgement,
        String content,
        List<MediaDocument> media,
        long rev,
        Instant editedAt,
        boolean isDeleted) {

    static final String CUSTOM = AudienceType.CUSTOM.name();

    /** The same at its place in the audience. */
    BroadcastDocument numbered(long itsNumber) {
        return new BroadcastDocument(
                id,
                audience,
                itsNumber,
                createdAt,
                senderId,
                clientMessageId,
                type,
                chapterId,
                recipientCount,
                named,
                senderOutside,
                title,
                description,
                priority,
                requiresAcknowledgement,
                content,
                media,
                rev,
                editedAt,
                isDeleted);
    }

    /** Leaves the texts and the people out: the former go into no log, of the latter there may be fifty thousand. */
    @Override
    public String toString() {
        return "BroadcastDocument[" + id + " to " + audience + "]";
    }
}
