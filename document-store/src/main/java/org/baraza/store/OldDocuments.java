package org.baraza.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import org.bson.Document;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

/** Takes the oldest documents of a collection away; served by an ascending index of the time that tells how old they are. */
public final class OldDocuments {

    private static final String ID = "_id";

    private OldDocuments() {}

    /**
     * Takes some away, unless their time is another one meanwhile.
     *
     * @param field the time
     * @param before what is later stays
     * @param limit no more than these
     * @return how many were found; as many as {@code limit} if there may be more
     */
    public static Uni<Integer> remove(
            StoreCalls calls, ReactiveMongoCollection<?> collection, String field, Instant before, int limit) {
        FindOptions options =
                new FindOptions().sort(Sorts.ascending(field)).limit(limit).projection(Projections.include(ID));
        return calls.call(
                        "find",
                        collection
                                .find(lt(field, before), Document.class, options)
                                .map(document -> document.getString(ID))
                                .collect()
                                .in(ArrayList<String>::new, List::add))
                .flatMap(ids -> ids.isEmpty()
                        ? Uni.createFrom().item(0)
                        : calls.call("deleteMany", collection.deleteMany(and(in(ID, ids), lt(field, before))))
                                .replaceWith(ids.size()));
    }
}
