package org.baraza.contracts.broadcast;

/**
 * What a broadcast's message has beside its text and media.
 *
 * @param title the headline
 * @param description one more line; may be null
 * @param audienceType whom it is for
 * @param chapterId which chapter; null unless {@code CHAPTER}
 * @param priority how much it matters
 * @param requiresAcknowledgement whether each recipient is asked to say that they have read it
 */
public record BroadcastDetails(
        String title,
        String description,
        AudienceType audienceType,
        String chapterId,
        Priority priority,
        boolean requiresAcknowledgement) {

    /** Leaves the texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "BroadcastDetails[" + audienceType + ", " + priority + "]";
    }
}
