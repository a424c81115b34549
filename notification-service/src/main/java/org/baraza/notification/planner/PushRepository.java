package org.baraza.notification.planner;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.baraza.notification.decision.Forgetful;
import org.baraza.store.Indexed;
import org.baraza.store.OldDocuments;
import org.baraza.store.StoreCalls;
import org.baraza.store.VersionedWrites;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

/**
 * The collection {@code pushes}. Calls fail with a {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <table>
 * <caption>indexes of {@code pushes}</caption>
 * <tr><td>{@code _id}</td><td>everything that events and decisions read and write</td></tr>
 * <tr><td>{@code dueAt}</td><td>what is due, the longest first; of settled rows the field is null, which no range holds</td></tr>
 * <tr><td>{@code since}, of those rows that have it</td><td>forgetting the oldest of broadcasts and posts</td></tr>
 * </table>
 */
@ApplicationScoped
class PushRepository implements ReactivePanacheMongoRepositoryBase<PushRow, String>, Indexed, Forgetful {

    private static final String ID = "_id";
    private static final String DUE_AT = "dueAt";
    private static final String SINCE = "since";

    private final StoreCalls calls;

    PushRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, PushRow.COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return calls.call(
                        "createIndexes",
                        mongoCollection()
                                .createIndexes(List.of(
                                        new IndexModel(Indexes.ascending(DUE_AT)),
                                        new IndexModel(Indexes.ascending(SINCE), new IndexOptions().sparse(true)))))
                .replaceWithVoid();
    }

    Uni<Map<String, PushRow>> find(Collection<String> keys) {
        return calls.call(
                "find",
                mongoCollection()
                        .find(in(ID, keys))
                        .collect()
                        .with(Collectors.toMap(row -> row.id, Function.identity())));
    }

    Uni<List<PushRow>> due(Instant now, int limit) {
        FindOptions options = new FindOptions().sort(Sorts.ascending(DUE_AT)).limit(limit);
        return calls.call(
                "find",
                mongoCollection().find(lte(DUE_AT, now), options).collect().asList());
    }

    /**
     * Writes rows in one go, each if it is as it was read.
     *
     * @return whether all were; else the others are written
     */
    Uni<Boolean> write(Collection<PushRow> rows) {
        return VersionedWrites.write(calls, mongoCollection(), rows);
    }

    /** Rows of broadcasts and posts; those of direct conversations stay. */
    @Override
    public Uni<Integer> forget(Instant before, int limit) {
        return OldDocuments.remove(calls, mongoCollection(), SINCE, before, limit);
    }
}
