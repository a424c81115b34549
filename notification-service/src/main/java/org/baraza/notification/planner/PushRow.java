package org.baraza.notification.planner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.baraza.notification.decision.DecisionChannel;
import org.baraza.notification.decision.DecisionKey;
import org.baraza.store.Versioned;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonIgnore;

/**
 * What is known of one person's side of one conversation, or of one notification that another system posted, as it rests in the collection {@code pushes}. Changed in memory and
 * written under the condition that its {@code version} is as it was read, so whoever comes second begins again. What happens to it
 * says whether it changed anything; else it need not be written.
 *
 * <p>It waits while {@code dueAt} is set and {@code leasedBy} is not; it is leased while both are, and {@code dueAt} is the end
 * of the lease; it is settled while neither is.
 */
@MongoEntity(collection = PushRow.COLLECTION)
public class PushRow implements Versioned {

    public static final String COLLECTION = "pushes";

    /** {@code <userId>~<conversationId>}. */
    @BsonId
    public String id;

    public String userId;
    /** The conversation; of a post the cause of its notification, and the post is number 1 in it. */
    public String conversationId;
    /** Who wrote the last message. */
    public String senderId;
    /** The beginning of the last message; null once it is deleted. */
    public String preview;
    /** Number of the last message for the person; 0 while none has come. */
    public long lastSeq;
    /** When it was stored. */
    public Instant lastAt;
    /** They have read up to here. */
    public long readUpTo;
    /** A device that they look at has shown up to here. */
    public long receivedUpTo;
    /** Decisions are made up to here. */
    public long decidedUpTo;
    /** Their devices show a push of messages up to here; 0 for none. */
    public long shownUpTo;
    /** Messages after {@code decidedUpTo} that were deleted for everybody. */
    public List<Long> deleted = new ArrayList<>();
    /** The last message that was deleted for everybody and may be shown; 0 for none. */
    public long recalled;
    /** Of a post, its type; else null. */
    public String type;
    /** Of a post, its headline; else null. */
    public String title;
    /** Of a post, where a click leads; else null. */
    public String actionUrl;
    /** Whether it is a post that passes quiet hours. */
    public boolean urgent;
    /** Of a broadcast or a post, when it came, since its row does not stay for ever; else null. */
    public Instant since;
    /** When to look at it next; null if there is nothing to do. */
    public Instant dueAt;
    /** Who has leased it; null for nobody. */
    public String leasedBy;
    /** The decision at hand is on messages up to here, fixed by the first lease so that a repeated push is the same; else 0. */
    public long deciding;
    /** How often the decision at hand has been tried with the devices that remain. */
    public int attempt;
    /** The devices to be tried again; null for all. */
    public List<String> remaining;
    /** Whether a device has got the push at hand. */
    public boolean reached;
    /** Until when quiet hours hold it, or held it before it was first tried; null if they never did. */
    public Instant heldUntil;
    /** How often it was written; 0 for one that is not yet. */
    public long version;

    static String key(String userId, String conversationId) {
        return userId + '~' + conversationId;
    }

    static PushRow of(String userId, String conversationId) {
        PushRow row = new PushRow();
        row.id = key(userId, conversationId);
        row.userId = userId;
        row.conversationId = conversationId;
        return row;
    }

    /** Of the decision at hand. */
    DecisionKey decisionKey() {
        return new DecisionKey(DecisionChannel.PUSH, userId, conversationId, decidedUpTo + 1);
    }

    /**
     * A message came. One that comes again changes nothing. What quiet hours hold is looked at with it, since they may have been
     * turned off.
     */
    boolean arrive(long seq, String from, String text, Instant storedAt, Instant due) {
        if (seq <= lastSeq) {
            return false;
        }
        if (lastSeq == 0) {
            decidedUpTo = seq - 1;
            readUpTo = Math.max(readUpTo, seq - 1);
        }
        lastSeq = seq;
        senderId = from;
        preview = text;
        lastAt = storedAt;
        if (dueAt == null || isHeld() && due.isBefore(dueAt)) {
            dueAt = due;
        }
        return true;
    }

    /** They have read. What their devices show is to go, a moment later so that the numbers have followed. */
    boolean read(long upTo, Instant clearAt) {
        if (upTo <= readUpTo) {
            return false;
        }
        readUpTo = upTo;
        clearAt(clearAt);
        return true;
    }

    private void clearAt(Instant at) {
        if (isToBeCleared() && leasedBy == null && (dueAt == null || dueAt.isAfter(at))) {
            dueAt = at;
        }
    }

    /** A device that they look at has shown messages. */
    boolean receive(long upTo) {
        if (upTo <= receivedUpTo) {
            return false;
        }
        receivedUpTo = upTo;
        return true;
    }

    /** A message was deleted for everybody. What their devices show of it is to go. */
    boolean delete(long seq, Instant clearAt) {
        boolean isText = seq == lastSeq && preview != null;
        boolean isPushed = recalled != seq && (seq == shownUpTo || seq == deciding || seq == lastSeq);
        boolean isNews = seq > decidedUpTo && seq <= lastSeq && !deleted.contains(seq);
        if (isText) {
            preview = null;
        }
        if (isNews) {
            deleted.add(seq);
        }
        if (isPushed) {
            recalled = seq;
            clearAt(clearAt);
        }
        return isText || isNews || isPushed;
    }

    /** The text of a message was changed. */
    boolean edit(long seq, String text) {
        if (seq != lastSeq || preview == null || preview.equals(text)) {
            return false;
        }
        preview = text;
        return true;
    }

    /** Looks at what is undecided, unless a decision is at hand already. */
    void begin() {
        if (deciding == 0 && isUndecided()) {
            deciding = lastSeq;
        }
    }

    /** Looks at it later; what comes meanwhile joins it, unless it was begun before. */
    void putOff(Instant until) {
        if (leasedBy == null && remaining == null) {
            deciding = 0;
        }
        dueAt = until;
    }

    /** Somebody sends what they began to look at. */
    void lease(String by, Instant until) {
        leasedBy = by;
        dueAt = until;
    }

    /** The decision at hand is made. What came since is next. */
    void settle(boolean isShown, Instant next) {
        decidedUpTo = Math.max(decidedUpTo, deciding);
        if (isShown) {
            shownUpTo = deciding;
        }
        deleted.removeIf(seq -> seq <= decidedUpTo);
        heldUntil = null;
        release(isUndecided() || isToBeCleared() ? next : null);
    }

    /**
     * Quiet hours hold it; what comes meanwhile joins it. What was tried after quiet hours goes on ageing from their end, so that
     * a provider that is away for days does not keep it for ever.
     */
    void hold(Instant until) {
        if (heldUntil == null || remaining == null) {
            heldUntil = until;
        }
        release(until);
    }

    private boolean isHeld() {
        return heldUntil != null && leasedBy == null && remaining == null;
    }

    /** Some devices are to be tried again. */
    void retry(Remainder rest, Instant at) {
        attempt = rest.attempts();
        remaining = rest.devices();
        leasedBy = null;
        dueAt = at;
    }

    private void release(Instant next) {
        deciding = 0;
        attempt = 0;
        remaining = null;
        reached = false;
        leasedBy = null;
        dueAt = next;
    }

    @BsonIgnore
    boolean isUndecided() {
        return lastSeq > decidedUpTo;
    }

    @BsonIgnore
    boolean isToBeCleared() {
        return shownUpTo > 0 && (readUpTo >= shownUpTo || recalled == shownUpTo);
    }

    @BsonIgnore
    boolean isOfBroadcast() {
        return type == null && BroadcastLedger.isOfBroadcast(conversationId);
    }

    @BsonIgnore
    boolean isOfPost() {
        return type != null;
    }

    /** Leaves the preview out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "PushRow[" + id + ", decided " + decidedUpTo + " of " + lastSeq + "]";
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
