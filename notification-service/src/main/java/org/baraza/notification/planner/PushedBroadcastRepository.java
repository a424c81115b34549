package org.baraza.notification.planner;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.baraza.notification.decision.Forgetful;
import org.baraza.store.Indexed;
import org.baraza.store.OldDocuments;
import org.baraza.store.StoreCalls;
import org.baraza.store.StoreFailures;
import org.bson.Document;
import org.bson.conversions.Bson;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

/**
 * The collection {@code pushedBroadcasts}. Everything may be told again and changes nothing then. Calls fail with a
 * {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <table>
 * <caption>indexes of {@code pushedBroadcasts}</caption>
 * <tr><td>{@code _id}</td><td>what is told of one, what its pushes say, whether it is walked</td></tr>
 * <tr><td>{@code dueAt}</td><td>those to be walked, the longest due first; those that are walked have none</td></tr>
 * <tr><td>{@code storedAt}</td><td>forgetting the oldest</td></tr>
 * </table>
 */
@ApplicationScoped
class PushedBroadcastRepository
        implements ReactivePanacheMongoRepositoryBase<PushedBroadcast, String>, Indexed, Forgetful {

    private static final String ID = "_id";
    private static final String DUE_AT = "dueAt";
    private static final String STORED_AT = "storedAt";
    private static final String LEASED_BY = "leasedBy";
    private static final String CURSOR = "cursor";
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final StoreCalls calls;

    PushedBroadcastRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, PushedBroadcast.COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return calls.call(
                        "createIndexes",
                        mongoCollection()
                                .createIndexes(List.of(
                                        new IndexModel(Indexes.ascending(DUE_AT)),
                                        new IndexModel(Indexes.ascending(STORED_AT)))))
                .replaceWithVoid();
    }

    /** Makes those that there are not. */
    Uni<Void> make(Collection<PushedBroadcast> broadcasts) {
        List<InsertOneModel<PushedBroadcast>> inserts =
                broadcasts.stream().map(InsertOneModel::new).toList();
        return calls.call("bulkWrite", mongoCollection().bulkWrite(inserts, UNORDERED))
                .replaceWithVoid()
                .onFailure(StoreFailures::isDuplicate)
                .recoverWithNull();
    }

    /** What it says was changed. */
    Uni<Void> edit(String id, long rev, String title, String preview) {
        return calls.call(
                        "updateOne",
                        mongoCollection()
                                .updateOne(
                                        and(eq(ID, id), lt("rev", rev)),
                                        combine(set("rev", rev), set("title", title), set("preview", preview))))
                .replaceWithVoid();
    }

    /** It was deleted for everybody: all are walked through again, from the beginning, by whoever is first. */
    Uni<Void> recall(String id, Instant now) {
        return calls.call(
                        "updateOne",
                        mongoCollection()
                                .updateOne(
                                        and(eq(ID, id), eq("recalled", false)),
                                        combine(
                                                set("recalled", true),
                                                set(DUE_AT, now),
                                                unset(LEASED_BY),
                                                unset(CURSOR))))
                .replaceWithVoid();
    }

    /** Those of these whose first walk is not at its end. */
    Uni<Set<String>> unwalked(Collection<String> ids) {
        return ids(and(in(ID, ids), eq("walkedAt", null)));
    }

    /** Those of these whose first walk is at its end. */
    Uni<Set<String>> walked(Collection<String> ids) {
        return ids(and(in(ID, ids), ne("walkedAt", null)));
    }

    private Uni<Set<String>> ids(Bson of) {
        FindOptions options = new FindOptions().projection(Projections.include(ID));
        return calls.call(
                "find",
                mongoCollection()
                        .find(of, Document.class, options)
                        .map(document -> document.getString(ID))
                        .collect()
                        .asSet());
    }

    /** What these say, without whom they are for. */
    Uni<Map<String, PushedBroadcast>> texts(Collection<String> ids) {
        FindOptions options = new FindOptions().projection(Projections.exclude("recipientIds"));
        return calls.call(
                "find",
                mongoCollection()
                        .find(in(ID, ids), options)
                        .collect()
                        .with(Collectors.toMap(broadcast -> broadcast.id, Function.identity())));
    }

    /** One, whole; null if there is none. */
    Uni<PushedBroadcast> whole(String id) {
        return calls.call("find", mongoCollection().find(eq(ID, id)).collect().first());
    }

    /** Takes one that is to be walked, whole; null if there is none. */
    Uni<PushedBroadcast> lease(Instant now, String by, Instant until) {
        return calls.call(
                "findOneAndUpdate",
                mongoCollection()
                        .findOneAndUpdate(
                                lte(DUE_AT, now),
                                combine(set(LEASED_BY, by), set(DUE_AT, until)),
                                new FindOneAndUpdateOptions()
                                        .sort(Sorts.ascending(DUE_AT))
                                        .returnDocument(ReturnDocument.AFTER)));
    }

    /** The walk has come to a person. @return whether it still is the one that leased it */
    Uni<Boolean> advance(String id, String by, String cursor, Instant until) {
        return calls.call(
                        "updateOne",
                        mongoCollection()
                                .updateOne(
                                        and(eq(ID, id), eq(LEASED_BY, by)),
                                        combine(set(CURSOR, cursor), set(DUE_AT, until))))
                .map(result -> result.getMatchedCount() == 1);
    }

    /** The walk has come to its end. */
    Uni<Void> end(String id, String by, Instant now) {
        return calls.call(
                        "updateOne",
                        mongoCollection()
                                .updateOne(
                                        and(eq(ID, id), eq(LEASED_BY, by)),
                                        combine(set("walkedAt", now), unset(DUE_AT), unset(LEASED_BY), unset(CURSOR))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Integer> forget(Instant before, int limit) {
        return OldDocuments.remove(calls, mongoCollection(), STORED_AT, before, limit);
    }
}
