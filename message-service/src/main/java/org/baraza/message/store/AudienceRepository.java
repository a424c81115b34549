package org.baraza.message.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import org.baraza.store.Indexed;
import org.baraza.store.StoreCalls;
import org.baraza.store.StoreFailures;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

/**
 * The collection {@code audiences}, one {@link AudienceDocument} for each broadcast. Names are read from it where a
 * broadcast is changed for everybody, and for nothing else: whether somebody is among them is asked of the index.
 *
 * <p>Indexes: {@code (recipientIds, _id)} serves whether somebody is named, and the broadcasts that name them;
 * {@code (label, _id)} the broadcasts to everybody or to a chapter; {@code (senderId, _id)} those that somebody sent.
 */
@ApplicationScoped
public class AudienceRepository implements Indexed {

    private static final String COLLECTION = "audiences";

    private static final String ID = "_id";
    private static final String RECIPIENTS = "recipientIds";
    private static final String LABEL = "label";
    private static final String SENDER = "senderId";
    private static final Bson BY_RECIPIENT = Indexes.ascending(RECIPIENTS, ID);

    private final ReactiveMongoCollection<AudienceDocument> audiences;
    private final StoreCalls calls;

    AudienceRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.audiences = client.getDatabase(database).getCollection(COLLECTION, AudienceDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return index("recipient", RECIPIENTS)
                .chain(made -> index("label", LABEL))
                .chain(made -> index("sender", SENDER));
    }

    private Uni<Void> index(String name, String field) {
        return calls.call(
                        "createIndexes",
                        audiences.createIndex(Indexes.ascending(field, ID), new IndexOptions().name(name)))
                .replaceWithVoid();
    }

    /** Stores audiences; one that is there already stays as it is. */
    public Uni<Void> insert(List<AudienceDocument> documents) {
        return calls.call("insertMany", audiences.insertMany(documents, new InsertManyOptions().ordered(false)))
                .replaceWithVoid()
                .onFailure(StoreFailures::isDuplicate)
                .recoverWithNull();
    }

    /** Whom broadcasts are for, with all of their names, in any order: megabytes each, so few at once. By {@code _id}. */
    public Uni<List<AudienceDocument>> findAll(Collection<String> conversationIds) {
        return calls.call(
                "find", audiences.find(in(ID, conversationIds)).collect().asList());
    }

    /** Whether a broadcast names somebody. By the index on names: by its id alone all of them would have to be read. */
    public Uni<Boolean> names(String conversationId, String userId) {
        FindOptions options = new FindOptions().hint(BY_RECIPIENT).limit(1);
        return ids(and(eq(RECIPIENTS, userId), eq(ID, conversationId)), options).map(found -> !found.isEmpty());
    }

    /**
     * The broadcasts that somebody sent, that name them, or that have an audience of one of these labels, by their ids, from
     * behind {@code after} on. Each of these conditions is a range of its index in the order of ids, and the ranges are merged:
     * read is what is returned, and one more of each.
     */
    public Uni<List<String>> findOf(String userId, Collection<String> labels, String after, int limit) {
        List<Bson> ranges = new ArrayList<>(List.of(behind(RECIPIENTS, userId, after), behind(SENDER, userId, after)));
        labels.forEach(label -> ranges.add(behind(LABEL, label, after)));
        return ids(or(ranges), new FindOptions().sort(Sorts.ascending(ID)).limit(limit));
    }

    private static Bson behind(String field, String value, String after) {
        return and(eq(field, value), gt(ID, after));
    }

    private Uni<List<String>> ids(Bson filter, FindOptions options) {
        return calls.call(
                "find",
                audiences
                        .find(filter, Document.class, options.projection(Projections.include(ID)))
                        .map(found -> found.getString(ID))
                        .collect()
                        .asList());
    }
}
