package org.baraza.message.store;

import java.util.List;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.PublishBroadcast;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Whom a broadcast is for. Written once with the broadcast, before its message, and never again.
 *
 * @param id the conversation of the broadcast
 * @param senderId who sent it
 * @param label {@code ALL}, {@code CHAPTER:<id>} or {@code CUSTOM}
 * @param recipientIds the people of a {@code CUSTOM} audience; empty for others
 */
public record AudienceDocument(@BsonId String id, String senderId, String label, List<String> recipientIds) {

    private static final String CHAPTER = "CHAPTER:";

    /** Whom a command speaks to. */
    public static AudienceDocument of(PublishBroadcast command) {
        return new AudienceDocument(
                command.conversationId(),
                command.senderId(),
                command.audience().label(),
                command.audience().recipientIds());
    }

    /** The same as it is told. */
    public Audience audience() {
        if (!recipientIds.isEmpty()) {
            return Audience.of(recipientIds);
        }
        return label.startsWith(CHAPTER) ? Audience.chapter(label.substring(CHAPTER.length())) : Audience.all();
    }

    /** Leaves the people out: there may be fifty thousand. */
    @Override
    public String toString() {
        return "AudienceDocument[" + id + ", " + label + "]";
    }
}
