package org.baraza.message.store;

import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.PublishBroadcast;

/**
 * What the message of a broadcast has beside others. The people of a {@code CUSTOM} audience are not here but in their
 * {@link AudienceDocument}, so that a message is small whoever it is for.
 *
 * @param title the headline; empty once the broadcast is deleted
 * @param description one more line; may be null
 * @param audienceType whom it is for
 * @param chapterId which chapter; null unless {@code CHAPTER}
 * @param priority how much it matters
 * @param requiresAcknowledgement whether each recipient is asked to say that they have read it
 */
public record BroadcastDocument(
        String title,
        String description,
        AudienceType audienceType,
        String chapterId,
        Priority priority,
        boolean requiresAcknowledgement) {

    static BroadcastDocument of(PublishBroadcast command) {
        return new BroadcastDocument(
                command.title(),
                command.description(),
                command.audience().type(),
                command.audience().chapterId(),
                command.priority(),
                command.requiresAcknowledgement());
    }

    BroadcastDocument with(ContentDocument content) {
        return new BroadcastDocument(
                content.title(), content.description(), audienceType, chapterId, priority, requiresAcknowledgement);
    }

    /** As clients see it. */
    public BroadcastDetails toDetails() {
        return new BroadcastDetails(title, description, audienceType, chapterId, priority, requiresAcknowledgement);
    }

    /** Leaves the texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "BroadcastDocument[" + audienceType + ", " + priority + "]";
    }
}
