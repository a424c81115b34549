package org.baraza.contracts.message;

import java.time.Instant;
import java.util.List;

import org.baraza.contracts.EventType;

/**
 * Change a message: its sender, within the window that message-service allows. What is null stays as it is.
 *
 * @param commandId made by the gateway for this attempt
 * @param conversationId where the message stands
 * @param seq its number there, from 1
 * @param actorId who asks
 * @param content the new text; null to leave it
 * @param title of a broadcast, the new title; null to leave it
 * @param description of a broadcast, the new description; null to leave it
 * @param media the new media; null to leave them
 * @param requestedAt when the gateway accepted the command
 */
@EventType("org.baraza.message.edit.v1")
public record EditMessage(
        String commandId,
        String conversationId,
        long seq,
        String actorId,
        String content,
        String title,
        String description,
        List<Media> media,
        Instant requestedAt)
        implements MessageCommand {

    public EditMessage {
        CommandRules.require(commandId, conversationId, actorId, requestedAt);
        CommandRules.requireSeq(seq);
        if (content == null && title == null && description == null && media == null) {
            throw new RefusedException(Refusal.MALFORMED, "content, title, description or media is required");
        }
        media = media == null ? null : MessageContent.requireMedia(media);
        if (content != null) {
            MessageContent.requireText(content, media == null ? List.of() : media);
        }
        BroadcastText.requireTitle(title);
        BroadcastText.requireDescription(description);
    }

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "EditMessage[" + commandId + " of " + conversationId + '-' + seq + " by " + actorId + "]";
    }
}
