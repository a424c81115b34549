package org.baraza.message.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
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
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Filters.or;

/**
 * The collection {@code changes}, one {@link ChangeDocument} for each edit and deletion.
 *
 * <p>Indexes:
 *
 * <ul>
 *   <li>{@code _id}, the command within its conversation: serves the look-up of what a command did before.
 *   <li>{@code (conversationId, rev)}, unique: serves the last number of a conversation, and is what a writer runs into that
 *       does not know yet that its partition has another.
 *   <li>{@code (conversationId, visibleTo, rev)}: serves what one person lacks of a conversation, past whatever others have
 *       deleted for themselves.
 *   <li>{@code (conversationId, seq, visibleTo, rev)}: serves the earlier versions of a message, past whatever people have
 *       deleted for themselves.
 * </ul>
 */
@ApplicationScoped
public class ChangeRepository implements Indexed {

    private static final String COLLECTION = "changes";

    private static final String CONVERSATION = "conversationId";
    private static final String REV = "rev";
    private static final String SEQ = "seq";
    private static final String VISIBLE_TO = "visibleTo";
    private static final Bson BY_VIEWER = Indexes.ascending(CONVERSATION, VISIBLE_TO, REV);

    private final ReactiveMongoCollection<ChangeDocument> changes;
    private final StoreCalls calls;

    ChangeRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.changes = client.getDatabase(database).getCollection(COLLECTION, ChangeDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return index("conversation_rev", true, CONVERSATION, REV)
                .chain(made -> index("conversation_viewer_rev", false, CONVERSATION, VISIBLE_TO, REV))
                .chain(made -> index("message_viewer_rev", false, CONVERSATION, SEQ, VISIBLE_TO, REV));
    }

    private Uni<Void> index(String name, boolean unique, String... fields) {
        return calls.call(
                        "createIndexes",
                        changes.createIndex(
                                Indexes.ascending(fields),
                                new IndexOptions().unique(unique).name(name)))
                .replaceWithVoid();
    }

    /**
     * Stores changes in the order given, in one round trip.
     *
     * @return false if one could not be stored because another has its key or its number; those before it are stored then,
     *     those after it are not
     */
    public Uni<Boolean> insertInOrder(List<ChangeDocument> documents) {
        return calls.call("insertMany", changes.insertMany(documents, new InsertManyOptions().ordered(true)))
                .replaceWith(true)
                .onFailure(StoreFailures::isDuplicate)
                .recoverWithItem(false);
    }

    /** Those of the given keys that are stored, by key. */
    public Uni<Map<String, ChangeDocument>> findByKeys(Collection<String> keys) {
        return calls.call("find", changes.find(in("_id", keys)).collect().asList())
                .map(found -> found.stream().collect(Collectors.toMap(ChangeDocument::id, document -> document)));
    }

    /** The last number of each of the given conversations; those without a change are left out. */
    public Uni<Map<String, Long>> findRevs(Collection<String> conversationIds) {
        List<Bson> pipeline = List.of(
                Aggregates.match(in(CONVERSATION, conversationIds)),
                Aggregates.sort(Sorts.orderBy(Sorts.descending(CONVERSATION), Sorts.descending(REV))),
                Aggregates.group("$" + CONVERSATION, Accumulators.first(REV, "$" + REV)));
        return calls.call(
                        "aggregate",
                        changes.aggregate(pipeline, Document.class).collect().asList())
                .map(found -> found.stream()
                        .collect(Collectors.toMap(
                                last -> last.getString("_id"),
                                last -> last.get(REV, Number.class).longValue())));
    }

    /**
     * The last change of a message that everybody sees and whose command does not stand after {@code position}; none if there is none. Reads one
     * document for each change that does, which only a replay meets, and one more.
     */
    public Uni<List<ChangeDocument>> findLastAt(String conversationId, long seq, LogPosition position) {
        Bson after = and(eq("position.partition", position.partition()), gt("position.offset", position.offset()));
        return newestFirst(conversationId, seq, nor(after), 1);
    }

    /** The first change of a message that everybody sees; none if there is none. */
    public Uni<List<ChangeDocument>> findFirst(String conversationId, long seq) {
        FindOptions options = new FindOptions()
                .sort(Sorts.ascending(CONVERSATION, SEQ, VISIBLE_TO, REV))
                .limit(1);
        Bson filter = and(eq(CONVERSATION, conversationId), eq(SEQ, seq), eq(VISIBLE_TO, ChangeDocument.EVERYBODY));
        return calls.call("find", changes.find(filter, options).collect().asList());
    }

    /** The changes of a message that everybody sees and whose number is below {@code before}, the newest first. */
    public Uni<List<ChangeDocument>> findOfMessage(String conversationId, long seq, long before, int limit) {
        return newestFirst(conversationId, seq, lt(REV, before), limit);
    }

    /**
     * What one person can see of the changes of ranges of numbers, ordered by conversation and number. Each range is two of the
     * index, of what everybody sees and of what that person alone does, which are merged: read is what is returned, and one
     * more of each.
     */
    public Uni<List<ChangeDocument>> findRanges(String userId, Collection<NumberRange> ranges, int limit) {
        List<Bson> visible = ranges.stream()
                .flatMap(range -> Stream.of(ChangeDocument.EVERYBODY, userId)
                        .map(whom -> and(
                                eq(CONVERSATION, range.conversationId()),
                                eq(VISIBLE_TO, whom),
                                gt(REV, range.after()),
                                lte(REV, range.upTo()))))
                .toList();
        FindOptions options = new FindOptions()
                .hint(BY_VIEWER)
                .sort(Sorts.ascending(CONVERSATION, REV))
                .limit(limit);
        return calls.call("find", changes.find(or(visible), options).collect().asList());
    }

    private Uni<List<ChangeDocument>> newestFirst(String conversationId, long seq, Bson condition, int limit) {
        Bson filter = and(
                eq(CONVERSATION, conversationId), eq(SEQ, seq), eq(VISIBLE_TO, ChangeDocument.EVERYBODY), condition);
        FindOptions options = new FindOptions()
                .sort(Sorts.descending(CONVERSATION, SEQ, VISIBLE_TO, REV))
                .limit(limit);
        return calls.call("find", changes.find(filter, options).collect().asList());
    }
}
