package org.baraza.notification.planner;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.directory.UserDirectory;
import org.baraza.notification.message.Preview;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A broadcast, how far those who have a device have been walked through for it, and what its pushes say, as it rests in the
 * collection {@code pushedBroadcasts}. What happens to it is told to the {@link PushedBroadcastRepository}.
 *
 * <p>It is to be walked while {@code dueAt} is set; while {@code leasedBy} is set too a replica walks, and {@code dueAt} is the
 * end of its lease.
 */
@MongoEntity(collection = PushedBroadcast.COLLECTION)
public class PushedBroadcast {

    public static final String COLLECTION = "pushedBroadcasts";

    /** Its conversation. */
    @BsonId
    public String id;

    public String senderId;
    /** Name of the kind of audience. */
    public String audience;
    /** Which chapter; null unless it is for one. */
    public String chapterId;
    /** Who is named; empty unless it is for people by name. Up to 50,000, and not read where it does not matter. */
    public List<String> recipientIds;

    public String title;
    /** The beginning of its text. */
    public String preview;
    /** Whether it passes quiet hours. */
    public boolean urgent;
    /** Number of the last edit. */
    public long rev;
    /** Whether it was deleted for everybody. */
    public boolean recalled;
    /** When it was stored. */
    public Instant storedAt;
    /** The last person that the walk has come to; null at its beginning. */
    public String cursor;
    /** When the walk goes on; null once it is at its end. */
    public Instant dueAt;
    /** Who walks; null for nobody. */
    public String leasedBy;
    /** When the first walk came to its end; null before. */
    public Instant walkedAt;

    static PushedBroadcast of(BroadcastSent sent, Instant storedAt, Instant dueAt, Preview preview) {
        PushedBroadcast broadcast = new PushedBroadcast();
        broadcast.id = sent.conversationId();
        broadcast.senderId = sent.senderId();
        broadcast.audience = sent.audience().type().name();
        broadcast.chapterId = sent.audience().chapterId();
        broadcast.recipientIds = sent.audience().recipientIds();
        broadcast.title = sent.message().broadcast().title();
        broadcast.preview = preview.of(sent.message().content(), sent.message().media());
        broadcast.urgent = sent.message().broadcast().priority() == Priority.URGENT;
        broadcast.storedAt = storedAt;
        broadcast.dueAt = dueAt;
        return broadcast;
    }

    /** Those of these people whom it is for now: in the audience by the directory, and not its sender. */
    Set<String> recipientsAmong(Collection<String> people, UserDirectory directory) {
        Set<String> recipients = new HashSet<>(people);
        recipients.remove(senderId);
        recipients.removeIf(person -> !directory.contains(person));
        switch (AudienceType.valueOf(audience)) {
            case ALL -> {}
            case CHAPTER -> recipients.removeIf(person -> !chapterId.equals(directory.chapterOf(person)));
            case CUSTOM -> recipients.retainAll(new HashSet<>(recipientIds));
        }
        return recipients;
    }

    /** Leaves the texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "PushedBroadcast[" + id + "]";
    }
}
