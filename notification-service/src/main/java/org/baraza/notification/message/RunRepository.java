package org.baraza.notification.message;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.store.StoreCalls;
import org.baraza.store.StoreFailures;
import org.bson.conversions.Bson;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

/**
 * The notifications of new messages, read and written in batches, all by {@code _id}. Calls fail with a
 * {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <p>A document is written under the condition that it is still as it was read, which its {@code version} says: another
 * writer (the person's own mark, or an instance that the group took for dead) can come between, and is never overwritten. A
 * document without a version is of before there were any; the condition then is that it still has none.
 */
@ApplicationScoped
class RunRepository implements ReactivePanacheMongoRepositoryBase<NotificationDocument, String> {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final StoreCalls calls;

    RunRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, NotificationDocument.COLLECTION);
    }

    /** Those of these notifications that there are, by key. */
    Uni<Map<String, NotificationDocument>> find(Collection<String> keys) {
        return calls.call(
                "find",
                mongoCollection()
                        .find(in("_id", keys))
                        .collect()
                        .with(Collectors.toMap(NotificationDocument::id, Function.identity())));
    }

    /**
     * Writes what changed, in one go.
     *
     * @return whether all of it was written; false if a document was not as it was read, then the others are written
     */
    Uni<Boolean> write(List<Outcome> changed) {
        List<WriteModel<NotificationDocument>> writes = changed.stream()
                .<WriteModel<NotificationDocument>>map(
                        change -> change.before() == null ? insert(change.after()) : update(change))
                .toList();
        long inserts =
                changed.stream().filter(change -> change.before() == null).count();
        return calls.call(
                "bulkWrite",
                mongoCollection()
                        .bulkWrite(writes, UNORDERED)
                        .map(result -> result.getUpserts().size() == inserts
                                && result.getMatchedCount() == changed.size() - inserts)
                        .onFailure(StoreFailures::isDuplicate)
                        .recoverWithItem(false));
    }

    private static UpdateOneModel<NotificationDocument> insert(NotificationDocument document) {
        Bson fields = Updates.combine(
                Updates.setOnInsert("userId", document.userId()),
                Updates.setOnInsert("type", document.type()),
                Updates.setOnInsert("conversationId", document.conversationId()),
                Updates.setOnInsert("senderId", document.senderId()),
                Updates.setOnInsert("firstSeq", document.firstSeq()),
                Updates.setOnInsert("lastSeq", document.lastSeq()),
                Updates.setOnInsert("count", document.count()),
                Updates.setOnInsert("isRead", document.isRead()),
                Updates.setOnInsert("preview", document.preview()),
                Updates.setOnInsert("createdAt", document.createdAt()),
                Updates.setOnInsert("rev", document.rev()),
                Updates.setOnInsert("version", 1L));
        return new UpdateOneModel<>(eq("_id", document.id()), fields, UPSERT);
    }

    private static UpdateOneModel<NotificationDocument> update(Outcome change) {
        NotificationDocument before = change.before();
        NotificationDocument after = change.after();
        Bson unchanged = and(eq("_id", before.id()), eq("version", before.version()));
        Bson fields = Updates.combine(
                set("userId", after.userId()),
                set("senderId", after.senderId()),
                set("firstSeq", after.firstSeq()),
                set("lastSeq", after.lastSeq()),
                set("count", after.count()),
                set("isRead", after.isRead()),
                set("preview", after.preview()),
                set("createdAt", after.createdAt()),
                set("cleared", after.cleared()),
                set("rev", after.rev()),
                inc("version", 1L));
        return new UpdateOneModel<>(unchanged, fields);
    }
}
