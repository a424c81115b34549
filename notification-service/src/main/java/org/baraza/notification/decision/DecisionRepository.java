package org.baraza.notification.decision;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.baraza.store.Indexed;
import org.baraza.store.OldDocuments;
import org.baraza.store.StoreCalls;
import org.baraza.store.StoreFailures;
import org.bson.conversions.Bson;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

/**
 * The collection {@code decisions}. Calls fail with a {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <table>
 * <caption>indexes of {@code decisions}</caption>
 * <tr><td>{@code _id}</td><td>making decisions, and finding whether they are made</td></tr>
 * <tr><td>{@code userId, cause, channel, firstSeq desc}</td><td>the decision on a message by a channel</td></tr>
 * <tr><td>{@code decidedAt}</td><td>forgetting the oldest</td></tr>
 * </table>
 */
@ApplicationScoped
public class DecisionRepository implements ReactivePanacheMongoRepositoryBase<Decision, String>, Indexed, Forgetful {

    private static final String ID = "_id";
    private static final String FIRST_SEQ = "firstSeq";
    private static final String VERSION = "version";
    private static final String DECIDED_AT = "decidedAt";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final StoreCalls calls;

    DecisionRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, Decision.COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        IndexModel byMessage = new IndexModel(
                Indexes.compoundIndex(Indexes.ascending("userId", "cause", "channel"), Indexes.descending(FIRST_SEQ)));
        IndexModel byAge = new IndexModel(Indexes.ascending(DECIDED_AT));
        return calls.call("createIndexes", mongoCollection().createIndexes(List.of(byMessage, byAge)))
                .replaceWithVoid();
    }

    /**
     * Makes decisions, in place of those made before on the same, unless those were made of a later version of the row: whoever
     * judged an earlier one knew less, and their write of the row fails. Of two on the same version the final one stays. One
     * write for all of them.
     */
    public Uni<Void> put(Collection<Decision> decisions) {
        if (decisions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<ReplaceOneModel<Decision>> writes = decisions.stream()
                .map(decision -> new ReplaceOneModel<>(replaced(decision), decision, UPSERT))
                .toList();
        return calls.call("bulkWrite", mongoCollection().bulkWrite(writes, UNORDERED))
                .replaceWithVoid()
                .onFailure(StoreFailures::isDuplicate)
                .recoverWithNull();
    }

    private static Bson replaced(Decision by) {
        Bson isNoLater = by.isFinal() ? lte(VERSION, by.version()) : lt(VERSION, by.version());
        return and(eq(ID, by.id()), isNoLater);
    }

    /** Those that are made, by id; one find by key. */
    public Uni<Map<String, Decision>> find(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return calls.call(
                "find",
                mongoCollection()
                        .find(in(ID, ids))
                        .collect()
                        .with(Collectors.toMap(Decision::id, Function.identity())));
    }

    /** The decisions on a message, one by each channel that has decided, in the order of the channels. */
    public Uni<List<Decision>> of(String userId, String cause, long seq) {
        List<Uni<Decision>> byChannel = Stream.of(DecisionChannel.values())
                .map(channel -> of(userId, cause, channel, seq))
                .toList();
        return Uni.join()
                .all(byChannel)
                .andFailFast()
                .map(found -> found.stream()
                        .filter(Objects::nonNull)
                        .filter(decision -> decision.lastSeq() >= seq)
                        .toList());
    }

    /** Null if there is none that begins before. */
    private Uni<Decision> of(String userId, String cause, DecisionChannel channel, long seq) {
        FindOptions options =
                new FindOptions().sort(Sorts.descending(FIRST_SEQ)).limit(1);
        return calls.call(
                "find",
                mongoCollection()
                        .find(
                                and(
                                        eq("userId", userId),
                                        eq("cause", cause),
                                        eq("channel", channel.name()),
                                        lte(FIRST_SEQ, seq)),
                                options)
                        .collect()
                        .first());
    }

    @Override
    public Uni<Integer> forget(Instant before, int limit) {
        return OldDocuments.remove(calls, mongoCollection(), DECIDED_AT, before, limit);
    }
}
