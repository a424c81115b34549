package org.baraza.notification.preference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.baraza.store.StoreCalls;
import org.bson.conversions.Bson;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

/**
 * The collection {@code preferences}, all by {@code _id}, the person. Calls fail with a
 * {@link org.baraza.store.StoreUnavailableException} if the store is away.
 */
@ApplicationScoped
class PreferencesRepository implements ReactivePanacheMongoRepositoryBase<PreferencesDocument, String> {

    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final StoreCalls calls;

    PreferencesRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, PreferencesDocument.COLLECTION);
    }

    /** What a person has said; null if nothing. */
    Uni<PreferencesDocument> find(String userId) {
        return calls.call(
                "find", mongoCollection().find(eq("_id", userId)).collect().first());
    }

    /** What these people have said; who has said nothing is missing. */
    Uni<Map<String, PreferencesDocument>> find(Collection<String> userIds) {
        return calls.call(
                "find",
                mongoCollection()
                        .find(in("_id", userIds))
                        .collect()
                        .with(Collectors.toMap(PreferencesDocument::userId, Function.identity())));
    }

    /** Writes these fields and no others, so that two devices may change different ones at a time. */
    Uni<PreferencesDocument> change(String userId, Map<String, Object> changes) {
        List<Bson> updates = new ArrayList<>();
        changes.forEach((name, value) -> updates.add(value == null ? Updates.unset(name) : Updates.set(name, value)));
        return calls.call(
                "findAndModify",
                mongoCollection().findOneAndUpdate(eq("_id", userId), Updates.combine(updates), UPSERT));
    }
}
