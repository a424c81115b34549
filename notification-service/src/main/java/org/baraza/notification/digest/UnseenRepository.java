package org.baraza.notification.digest;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.baraza.notification.digest.DigestRow.Planned;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.store.StoreCalls;
import org.bson.Document;
import org.bson.conversions.Bson;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;

/**
 * The notifications that people have not seen, and the mark on each of up to which message mails are decided: the field
 * {@code mailedUpTo} of the collection {@code notifications}, which only grows and which nobody else reads or writes. Reads go
 * by the index {@code userId, isRead, createdAt desc, _id desc}, marks by {@code _id}. Calls fail with a
 * {@link org.baraza.store.StoreUnavailableException} if the store is away.
 */
@ApplicationScoped
class UnseenRepository implements ReactivePanacheMongoRepositoryBase<NotificationDocument, String> {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final String MAILED_UP_TO = "mailedUpTo";
    private static final String USER_ID = "userId";
    private static final String IS_READ = "isRead";
    private static final String CREATED_AT = "createdAt";

    private final StoreCalls calls;

    UnseenRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, NotificationDocument.COLLECTION);
    }

    /** What a person has not seen of what was caused since, the newest cause first. */
    Uni<List<Unseen>> of(String userId, Instant since, int limit) {
        return find(and(eq(USER_ID, userId), eq(IS_READ, false), gte(CREATED_AT, since)), limit);
    }

    /** What a person has seen of what was caused since, the newest cause first. */
    Uni<List<Unseen>> seen(String userId, Instant since, int limit) {
        return find(and(eq(USER_ID, userId), eq(IS_READ, true), gte(CREATED_AT, since)), limit);
    }

    /** Mails are decided up to here. What has grown further since is not. */
    Uni<Void> mark(Collection<Planned> decided) {
        List<UpdateOneModel<NotificationDocument>> marks = decided.stream()
                .map(one -> new UpdateOneModel<NotificationDocument>(
                        eq("_id", one.id), Updates.max(MAILED_UP_TO, one.upTo)))
                .toList();
        return marks.isEmpty()
                ? Uni.createFrom().voidItem()
                : calls.call("bulkWrite", mongoCollection().bulkWrite(marks, UNORDERED))
                        .replaceWithVoid();
    }

    private Uni<List<Unseen>> find(Bson filter, int limit) {
        FindOptions options =
                new FindOptions().sort(Sorts.descending(CREATED_AT, "_id")).limit(limit);
        return calls.call(
                "find",
                mongoCollection()
                        .find(filter, Document.class, options)
                        .map(UnseenRepository::read)
                        .collect()
                        .asList());
    }

    private static Unseen read(Document stored) {
        Document posted = stored.get("posted", Document.class);
        Date createdAt = stored.getDate(CREATED_AT);
        return new Unseen(
                stored.getString("_id"),
                stored.getString("type"),
                stored.getString("conversationId"),
                stored.getString("senderId"),
                number(stored, "firstSeq"),
                number(stored, "lastSeq"),
                number(stored, "count"),
                stored.getString("preview"),
                posted == null ? null : posted.getString("title"),
                posted == null ? null : posted.getString("actionUrl"),
                createdAt.toInstant(),
                number(stored, MAILED_UP_TO));
    }

    private static long number(Document stored, String field) {
        Number number = stored.get(field, Number.class);
        return number == null ? 0 : number.longValue();
    }
}
