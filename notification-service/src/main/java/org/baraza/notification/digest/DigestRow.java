package org.baraza.notification.digest;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.baraza.store.Versioned;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonIgnore;

/**
 * When one person is mailed next, and what the mail at hand is about, as it rests in the collection {@code digests}. Changed in
 * memory and written under the condition that its {@code version} is as it was read, so whoever comes second begins again.
 *
 * <p>It waits while {@code dueAt} is set and {@code leasedBy} is not; it is leased while both are, and {@code dueAt} is the end
 * of the lease; it is settled while neither is.
 */
@MongoEntity(collection = DigestRow.COLLECTION)
public class DigestRow implements Versioned {

    public static final String COLLECTION = "digests";

    /** The person. */
    @BsonId
    public String id;

    /** When the first of what is to be mailed arose; null if nothing has. */
    public Instant since;
    /** The moment that {@code dueAt} was reckoned from; null if nothing is due. */
    public Instant timedAt;
    /** When to look at it next; null if there is nothing to do. */
    public Instant dueAt;
    /** Who has leased it; null for nobody. */
    public String leasedBy;
    /** When something arose that is not of the mail at hand; null if nothing has. */
    public Instant again;
    /** How many mails have been made up. */
    public long number;
    /** What the mail at hand is about, fixed before it is sent so that a repeated mail is the same; null if there is none. */
    public List<Planned> plan;
    /** When it was fixed. */
    public Instant plannedAt;
    /** How often the mail at hand has been tried in vain. */
    public int attempt;
    /** How often of these it got no answer. */
    public int unanswered;
    /** When the last mail was taken; null for never. */
    public Instant mailedAt;
    /** A hash of an address that was refused for good; null for none. */
    public String refusedAddress;
    /** When it was. */
    public Instant refusedAt;
    /** How often it was written; 0 for one that is not yet. */
    public long version;

    /** A notification, and the number of its last message when the mail was made up. */
    public static class Planned {

        public String id;
        public long upTo;

        static Planned of(String id, long upTo) {
            Planned planned = new Planned();
            planned.id = id;
            planned.upTo = upTo;
            return planned;
        }
    }

    static DigestRow of(String userId) {
        DigestRow row = new DigestRow();
        row.id = userId;
        return row;
    }

    /** Whether {@link #arise} would change nothing: the mail at hand, or the next one, will tell of it. */
    @BsonIgnore
    boolean isAwaiting() {
        return isAtHand() ? again != null : dueAt != null;
    }

    /**
     * Something arose for the person.
     *
     * @param due when it is to be mailed, were it the first
     */
    void arise(Instant now, Instant due) {
        if (isAwaiting()) {
            return;
        }
        if (isAtHand()) {
            again = now;
        } else {
            since = now;
            timedAt = now;
            dueAt = due;
        }
    }

    /** Whether the next mail is neither made up nor due. */
    @BsonIgnore
    boolean isWaiting(Instant now) {
        return !isAtHand() && dueAt != null && dueAt.isAfter(now);
    }

    /** They have changed what they wish. */
    void retime(Instant from, Instant due) {
        timedAt = from;
        dueAt = due;
    }

    void lease(String by, Instant until) {
        leasedBy = by;
        dueAt = until;
    }

    /** It is not time yet. */
    void postpone(Instant until) {
        leasedBy = null;
        dueAt = until;
    }

    void plan(List<Planned> about, Instant now) {
        plan = about;
        plannedAt = now;
    }

    /** The mail at hand is to be tried again. */
    void retry(MailOutcome after, Instant at) {
        attempt++;
        if (after == MailOutcome.UNANSWERED) {
            unanswered++;
        }
        leasedBy = null;
        dueAt = at;
    }

    /**
     * The mail at hand has come to its end, or there is none.
     *
     * @param due from when something arose to when it is to be mailed
     */
    void settle(UnaryOperator<Instant> due) {
        if (plan != null) {
            number++;
        }
        plan = null;
        plannedAt = null;
        attempt = 0;
        unanswered = 0;
        leasedBy = null;
        since = again;
        timedAt = again;
        dueAt = again == null ? null : due.apply(again);
        again = null;
    }

    void mailed(Instant now) {
        mailedAt = now;
        refusedAddress = null;
        refusedAt = null;
    }

    void refused(String addressHash, Instant now) {
        refusedAddress = addressHash;
        refusedAt = now;
    }

    /** Whether a mail is being made up or waits to be tried again. */
    @BsonIgnore
    private boolean isAtHand() {
        return leasedBy != null || plan != null;
    }

    @Override
    public String toString() {
        return "DigestRow[" + id + ", due " + dueAt + "]";
    }

    @Override
    public String documentId() {
        return id;
    }

    @Override
    public long countWrite() {
        return version++;
    }
}
