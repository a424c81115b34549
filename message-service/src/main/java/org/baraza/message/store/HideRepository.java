package org.baraza.message.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import org.baraza.store.Indexed;
import org.baraza.store.StoreCalls;
import org.baraza.store.StoreFailures;
import org.baraza.store.StoreUnavailableException;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

/**
 * The collection {@code hides}, one {@link HideDocument} for each message that somebody has deleted for themselves. Indexes:
 * {@code _id}, which serves the look-up of one, and {@code (conversationId, userId, seq)}, which serves those of a page.
 */
@ApplicationScoped
public class HideRepository implements Indexed {

    private static final String COLLECTION = "hides";

    private static final String CONVERSATION = "conversationId";
    private static final String USER = "userId";
    private static final String SEQ = "seq";

    private final ReactiveMongoCollection<HideDocument> hides;
    private final StoreCalls calls;

    HideRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.hides = client.getDatabase(database).getCollection(COLLECTION, HideDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return calls.call(
                        "createIndexes",
                        hides.createIndex(
                                Indexes.ascending(CONVERSATION, USER, SEQ),
                                new IndexOptions().name("conversation_user_seq")))
                .replaceWithVoid();
    }

    /** Hides messages in one round trip; those that are hidden already stay as they are. */
    public Uni<Void> add(Collection<HideDocument> documents) {
        List<UpdateOneModel<HideDocument>> upserts = documents.stream()
                .map(hide -> new UpdateOneModel<HideDocument>(
                        eq("_id", hide.id()),
                        Updates.combine(
                                Updates.setOnInsert(CONVERSATION, hide.conversationId()),
                                Updates.setOnInsert(USER, hide.userId()),
                                Updates.setOnInsert(SEQ, hide.seq()),
                                Updates.setOnInsert("rev", hide.rev()),
                                Updates.setOnInsert("hiddenAt", hide.hiddenAt())),
                        new UpdateOptions().upsert(true)))
                .toList();
        return calls.call(
                        "bulkWrite",
                        hides.bulkWrite(upserts, new BulkWriteOptions().ordered(false))
                                // two have made the same at once: it is there at the next attempt
                                .onFailure(StoreFailures::isDuplicate)
                                .transform(StoreUnavailableException::new))
                .replaceWithVoid();
    }

    /** Those of the given keys that are there, by key. */
    public Uni<Map<String, HideDocument>> findByKeys(Collection<String> keys) {
        return calls.call("find", hides.find(in("_id", keys)).collect().asList())
                .map(found -> found.stream().collect(Collectors.toMap(HideDocument::id, document -> document)));
    }

    /** Which of the messages with {@code after < seq <= upTo} somebody does not see. */
    public Uni<Set<Long>> findRange(String conversationId, String userId, long after, long upTo) {
        Bson filter = and(eq(CONVERSATION, conversationId), eq(USER, userId), gt(SEQ, after), lte(SEQ, upTo));
        FindOptions options = new FindOptions().sort(Sorts.ascending(CONVERSATION, USER, SEQ));
        return calls.call("find", hides.find(filter, options).collect().asList())
                .map(found -> found.stream().map(HideDocument::seq).collect(Collectors.toSet()));
    }
}
