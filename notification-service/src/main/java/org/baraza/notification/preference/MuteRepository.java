package org.baraza.notification.preference;

import java.util.Collection;
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

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

/**
 * The collection {@code mutes}. Calls fail with a {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <table>
 * <caption>indexes of {@code mutes}</caption>
 * <tr><td>{@code _id}</td><td>muting, unmuting, and whether somebody has muted something</td></tr>
 * <tr><td>{@code userId, _id}</td><td>a page of a person's mutes; their count</td></tr>
 * </table>
 */
@ApplicationScoped
class MuteRepository implements ReactivePanacheMongoRepositoryBase<MuteDocument, String>, Indexed {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final StoreCalls calls;

    MuteRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, MuteDocument.COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return calls.call(
                        "createIndexes",
                        mongoCollection().createIndexes(List.of(new IndexModel(Indexes.ascending("userId", "_id")))))
                .replaceWithVoid();
    }

    /** Changes a mute. @return whether there was one to change */
    Uni<Boolean> change(MuteDocument mute) {
        return calls.call("replaceOne", mongoCollection().replaceOne(eq("_id", mute.id()), mute))
                .map(replaced -> replaced.getMatchedCount() == 1);
    }

    Uni<Void> put(MuteDocument mute) {
        return calls.call("replaceOne", mongoCollection().replaceOne(eq("_id", mute.id()), mute, UPSERT))
                .replaceWithVoid();
    }

    Uni<Void> remove(String userId, String conversationId) {
        return calls.call("deleteOne", mongoCollection().deleteOne(eq("_id", MuteDocument.key(userId, conversationId))))
                .replaceWithVoid();
    }

    Uni<List<MuteDocument>> page(String userId, long skip, int limit) {
        FindOptions options = new FindOptions()
                .sort(Sorts.ascending("_id"))
                .skip(Math.toIntExact(skip))
                .limit(limit);
        return calls.call(
                "find",
                mongoCollection().find(eq("userId", userId), options).collect().asList());
    }

    Uni<Long> count(String userId) {
        return calls.call("count", mongoCollection().countDocuments(eq("userId", userId)));
    }

    Uni<List<MuteDocument>> find(Collection<String> keys) {
        return calls.call(
                "find", mongoCollection().find(in("_id", keys)).collect().asList());
    }
}
