package org.baraza.contracts.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.EventType;
import org.baraza.contracts.UserId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.user.AccountType;

/**
 * Send a message to an audience. Who may: a super admin to anybody, a chapter admin to their own chapter. Cannot be made
 * with content that must be refused, nor by somebody who may not.
 *
 * @param commandId made for this attempt
 * @param conversationId {@link ConversationId#broadcast} of the sender and the client's own id: the same send never makes
 *     two broadcasts
 * @param senderId who sends
 * @param accountType what the sender is
 * @param senderChapterId the chapter that the sender belongs to; may be null
 * @param clientMessageId the sender's own id for it
 * @param audience whom it is for
 * @param title the headline, 1 to {@value BroadcastText#MAX_TITLE_CODE_POINTS} code points
 * @param description at most {@value BroadcastText#MAX_DESCRIPTION_CODE_POINTS} code points; may be null
 * @param content the text
 * @param media at most {@value MessageContent#MAX_MEDIA}
 * @param priority how much it matters; null for {@code NORMAL}
 * @param requiresAcknowledgement whether each recipient is asked to say that they have read it
 * @param remindAfter how long after sending those are reminded who have not said so; null for never
 * @param requestedAt when the command was accepted
 */
@EventType("org.baraza.broadcast.publish.v1")
public record PublishBroadcast(
        String commandId,
        String conversationId,
        String senderId,
        AccountType accountType,
        String senderChapterId,
        String clientMessageId,
        Audience audience,
        String title,
        String description,
        String content,
        List<Media> media,
        Priority priority,
        boolean requiresAcknowledgement,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration remindAfter,
        Instant requestedAt)
        implements MessageCommand {

    public PublishBroadcast {
        if (commandId == null || requestedAt == null || accountType == null || !UserId.isValid(senderId)) {
            throw new RefusedException(
                    Refusal.MALFORMED, "commandId, requestedAt, accountType and senderId are required");
        }
        MessageContent.requireClientMessageId(clientMessageId);
        if (!ConversationId.broadcast(senderId, clientMessageId).value().equals(conversationId)) {
            throw new RefusedException(Refusal.MALFORMED, "conversationId is not the one of this broadcast");
        }
        if (audience == null) {
            throw new RefusedException(Refusal.AUDIENCE_INVALID, "recipientType must be ALL, CHAPTER or CUSTOM");
        }
        requireMay(accountType, senderChapterId, audience);
        if (title == null) {
            throw new RefusedException(Refusal.TITLE_INVALID, "title is required");
        }
        BroadcastText.requireTitle(title);
        BroadcastText.requireDescription(description);
        content = content == null ? "" : content;
        media = MessageContent.requireMedia(media);
        MessageContent.requireText(content, media);
        priority = priority == null ? Priority.NORMAL : priority;
        if (remindAfter != null && (!requiresAcknowledgement || remindAfter.isNegative() || remindAfter.isZero())) {
            throw new RefusedException(
                    Refusal.MALFORMED, "remindAfter must be positive, and goes with requiresAcknowledgement only");
        }
    }

    /**
     * A super admin may speak to anybody, a chapter admin to their own chapter.
     *
     * @throws RefusedException if the sender may not
     */
    public static void requireMay(AccountType accountType, String chapterId, Audience audience) {
        boolean ownChapter = accountType == AccountType.CHAPTER_ADMIN
                && audience.type() == AudienceType.CHAPTER
                && audience.chapterId().equals(chapterId);
        if (accountType != AccountType.SUPER_ADMIN && !ownChapter) {
            throw new RefusedException(
                    Refusal.FORBIDDEN, "a super admin may send to anybody, a chapter admin to their own chapter");
        }
    }

    @Override
    @JsonIgnore
    public String actorId() {
        return senderId;
    }

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "PublishBroadcast[" + commandId + " by " + senderId + " to " + audience + "]";
    }
}
