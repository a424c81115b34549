package org.baraza.message.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import org.baraza.store.StoreCalls;
import org.baraza.store.StoreFailures;
import org.baraza.store.StoreUnavailableException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

/**
 * The collection {@code settled}, one {@link SettledDocument} for each conversation with changes. Its only index is
 * {@code _id}.
 */
@ApplicationScoped
public class SettledRepository {

    private static final String COLLECTION = "settled";

    private final ReactiveMongoCollection<SettledDocument> settled;
    private final StoreCalls calls;

    SettledRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.settled = client.getDatabase(database).getCollection(COLLECTION, SettledDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    /** Says up to which changes conversations are settled, in one round trip; one that is settled further stays. */
    public Uni<Void> raise(Map<String, Long> revs) {
        List<UpdateOneModel<SettledDocument>> raises = revs.entrySet().stream()
                .map(rev -> new UpdateOneModel<SettledDocument>(
                        eq("_id", rev.getKey()), Updates.max("rev", rev.getValue()), new UpdateOptions().upsert(true)))
                .toList();
        return calls.call(
                        "bulkWrite",
                        settled.bulkWrite(raises, new BulkWriteOptions().ordered(false))
                                // two have made the same at once: it is there at the next attempt
                                .onFailure(StoreFailures::isDuplicate)
                                .transform(StoreUnavailableException::new))
                .replaceWithVoid();
    }

    /** Up to which change these conversations are settled; those without changes are left out. */
    public Uni<Map<String, Long>> find(Collection<String> conversationIds) {
        return calls.call(
                        "find",
                        settled.find(in("_id", conversationIds)).collect().asList())
                .map(found -> found.stream().collect(Collectors.toMap(SettledDocument::id, SettledDocument::rev)));
    }
}
