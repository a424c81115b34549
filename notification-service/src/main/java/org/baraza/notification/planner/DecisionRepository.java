package org.baraza.notification.planner;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.baraza.store.Indexed;
import org.baraza.store.StoreCalls;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

/**
 * The collection {@code decisions}. Calls fail with a {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <table>
 * <caption>indexes of {@code decisions}</caption>
 * <tr><td>{@code _id}</td><td>making a decision, and finding whether it is made</td></tr>
 * <tr><td>{@code userId, conversationId, firstSeq desc}</td><td>the decision on a message</td></tr>
 * </table>
 */
@ApplicationScoped
class DecisionRepository implements ReactivePanacheMongoRepositoryBase<Decision, String>, Indexed {

    private static final String ID = "_id";
    private static final String FIRST_SEQ = "firstSeq";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final StoreCalls calls;

    DecisionRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, Decision.COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return calls.call(
                        "createIndexes",
                        mongoCollection()
                                .createIndexes(List.of(new IndexModel(Indexes.compoundIndex(
                                        Indexes.ascending("userId", "conversationId"),
                                        Indexes.descending(FIRST_SEQ))))))
                .replaceWithVoid();
    }

    Uni<Void> put(Decision decision) {
        return calls.call("replaceOne", mongoCollection().replaceOne(eq(ID, decision.id()), decision, UPSERT))
                .replaceWithVoid();
    }

    /** Null if it is not made. */
    Uni<Decision> find(String id) {
        return calls.call("find", mongoCollection().find(eq(ID, id)).collect().first());
    }

    /** The decision on a message; null if there is none. */
    Uni<Decision> of(String userId, String conversationId, long seq) {
        FindOptions options =
                new FindOptions().sort(Sorts.descending(FIRST_SEQ)).limit(1);
        return calls.call(
                        "find",
                        mongoCollection()
                                .find(
                                        and(
                                                eq("userId", userId),
                                                eq("conversationId", conversationId),
                                                lte(FIRST_SEQ, seq)),
                                        options)
                                .collect()
                                .first())
                .map(decision -> decision == null || decision.lastSeq() < seq ? null : decision);
    }
}
