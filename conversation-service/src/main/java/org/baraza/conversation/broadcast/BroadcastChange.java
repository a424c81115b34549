package org.baraza.conversation.broadcast;

import java.time.Instant;
import java.util.List;

import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.conversation.conversation.MediaDocument;

/**
 * What an edit or a recall makes of a broadcast.
 *
 * @param broadcastId which
 * @param rev the number of the change: it counts only above the last one
 * @param title the headline after it
 * @param description the further line after it; null for none
 * @param content the text after it
 * @param media what it refers to after it
 * @param editedAt when it was edited; null for a recall
 */
record BroadcastChange(
        String broadcastId,
        long rev,
        String title,
        String description,
        String content,
        List<MediaDocument> media,
        Instant editedAt) {

    /** @throws IllegalArgumentException if the event has no number, time or text */
    static BroadcastChange of(MessageEdited event) {
        requireRev(event.rev());
        BroadcastDetails details =
                event.message() == null ? null : event.message().broadcast();
        if (details == null || event.editedAt() == null) {
            throw new IllegalArgumentException("editedAt and the broadcast's message are required");
        }
        return new BroadcastChange(
                event.conversationId(),
                event.rev(),
                details.title(),
                details.description(),
                event.message().content(),
                MediaDocument.of(event.message().media()),
                event.editedAt());
    }

    /** @throws IllegalArgumentException if the event has no number */
    static BroadcastChange recalled(MessageDeleted event) {
        requireRev(event.rev());
        return new BroadcastChange(event.conversationId(), event.rev(), "", null, "", List.of(), null);
    }

    boolean recalls() {
        return editedAt == null;
    }

    private static void requireRev(long rev) {
        if (rev < 1) {
            throw new IllegalArgumentException("a change is numbered from 1: " + rev);
        }
    }

    /** Leaves the texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "BroadcastChange[" + broadcastId + ", rev " + rev + "]";
    }
}
