package org.baraza.notification.digest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.baraza.store.Indexed;
import org.baraza.store.StoreCalls;
import org.baraza.store.VersionedWrites;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

/**
 * The collection {@code digests}. Calls fail with a {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <table>
 * <caption>indexes of {@code digests}</caption>
 * <tr><td>{@code _id}</td><td>what events, wishes and mails read and write of a person</td></tr>
 * <tr><td>{@code dueAt}</td><td>what is due, the longest first; of settled rows the field is null, which no range holds</td></tr>
 * </table>
 */
@ApplicationScoped
class DigestRepository implements ReactivePanacheMongoRepositoryBase<DigestRow, String>, Indexed {

    private static final String ID = "_id";
    private static final String DUE_AT = "dueAt";

    private final StoreCalls calls;

    DigestRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, DigestRow.COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return calls.call(
                        "createIndexes",
                        mongoCollection().createIndexes(List.of(new IndexModel(Indexes.ascending(DUE_AT)))))
                .replaceWithVoid();
    }

    /** Those of these people's rows that there are, by person. */
    Uni<Map<String, DigestRow>> find(Collection<String> userIds) {
        return calls.call(
                "find",
                mongoCollection()
                        .find(in(ID, userIds))
                        .collect()
                        .with(Collectors.toMap(row -> row.id, Function.identity())));
    }

    Uni<List<DigestRow>> due(Instant now, int limit) {
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
    Uni<Boolean> write(Collection<DigestRow> rows) {
        return VersionedWrites.write(calls, mongoCollection(), rows);
    }
}
