package org.baraza.conversation.broadcast;

import java.time.Instant;

/**
 * How far an audience's broadcasts go.
 *
 * @param audience {@code ALL}, {@code CHAPTER:<id>} or {@code CUSTOM}
 * @param published number of the last one; 0 if there is none
 * @param lastSentAt when the latest was sent
 */
record AudienceHead(String audience, long published, Instant lastSentAt) {

    /** Both as one: numbers and times only grow. */
    AudienceHead further(AudienceHead other) {
        return new AudienceHead(
                audience,
                Math.max(published, other.published),
                lastSentAt.isAfter(other.lastSentAt) ? lastSentAt : other.lastSentAt);
    }

    static AudienceHead none(String audience) {
        return new AudienceHead(audience, 0, Instant.EPOCH);
    }
}
