package org.baraza.message.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.store.Indexed;
import org.baraza.store.StoreCalls;
import org.baraza.store.StoreFailures;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Filters.or;

/**
 * The collection {@code messages}, one {@link MessageDocument} each.
 *
 * <p>Indexes, both unique, and nothing that every insert would pay for without need:
 *
 * <ul>
 *   <li>{@code _id}, the sender's own id within the conversation: serves the look-up of sends that came before, and is what
 *       a repetition runs into.
 *   <li>{@code (conversationId, seq)}: serves pages of history, the last number of a conversation, and is what a writer runs
 *       into that does not know yet that its partition has another.
 * </ul>
 *
 * Writes are acknowledged by a majority. Every call fails with a {@link org.baraza.store.StoreUnavailableException} if the store is away.
 */
@ApplicationScoped
public class MessageRepository implements Indexed {

    private static final String COLLECTION = "messages";

    private static final String CONVERSATION = "conversationId";
    private static final String SEQ = "seq";

    private final ReactiveMongoCollection<MessageDocument> messages;
    private final StoreCalls calls;

    MessageRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.messages = client.getDatabase(database).getCollection(COLLECTION, MessageDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return calls.call(
                        "createIndexes",
                        messages.createIndex(
                                Indexes.compoundIndex(Indexes.ascending(CONVERSATION), Indexes.ascending(SEQ)),
                                new IndexOptions().unique(true).name("conversation_seq")))
                .replaceWithVoid();
    }

    /**
     * Stores messages in the order given, in one round trip.
     *
     * @return false if one could not be stored because another has its key or its number; those before it are stored then,
     *     those after it are not
     */
    public Uni<Boolean> insertInOrder(List<MessageDocument> documents) {
        return calls.call("insertMany", messages.insertMany(documents, new InsertManyOptions().ordered(true)))
                .replaceWith(true)
                .onFailure(StoreFailures::isDuplicate)
                .recoverWithItem(false);
    }

    /** Those of the given keys that are stored, by key. */
    public Uni<Map<String, MessageDocument>> findByKeys(Collection<String> keys) {
        return calls.call("find", messages.find(in("_id", keys)).collect().asList())
                .map(found -> found.stream().collect(Collectors.toMap(MessageDocument::id, document -> document)));
    }

    /** The messages with these ids, by id; those that do not exist are left out. Asks once for each conversation. */
    public Uni<Map<MessageId, MessageDocument>> findByIds(Collection<MessageId> ids) {
        Map<String, List<Long>> numbers = ids.stream()
                .collect(Collectors.groupingBy(
                        id -> id.conversation().value(), Collectors.mapping(MessageId::seq, Collectors.toList())));
        List<Bson> places = numbers.entrySet().stream()
                .map(place -> and(eq(CONVERSATION, place.getKey()), in(SEQ, place.getValue())))
                .toList();
        return calls.call("find", messages.find(or(places)).collect().asList())
                .map(found -> found.stream().collect(Collectors.toMap(MessageRepository::idOf, document -> document)));
    }

    private static MessageId idOf(MessageDocument document) {
        return new MessageId(new ConversationId(document.conversationId()), document.seq());
    }

    /** Brings messages to where their changes left them, in one round trip; one that is as far or further stays. */
    public Uni<Void> change(Collection<MessageDocument> changed) {
        List<UpdateOneModel<MessageDocument>> updates = changed.stream()
                .map(message -> new UpdateOneModel<MessageDocument>(
                        and(eq("_id", message.id()), nor(gte("change.rev", message.rev()))), contentsOf(message)))
                .toList();
        return calls.call("bulkWrite", messages.bulkWrite(updates, new BulkWriteOptions().ordered(false)))
                .replaceWithVoid();
    }

    private static Bson contentsOf(MessageDocument message) {
        List<Bson> updates = new ArrayList<>(List.of(
                Updates.set("content", message.content()),
                Updates.set("media", message.media()),
                Updates.set("change", message.change())));
        if (message.broadcast() != null) {
            updates.add(Updates.set("broadcast", message.broadcast()));
        }
        return Updates.combine(updates);
    }

    /** The last number of each of the given conversations; those without a message are left out. */
    public Uni<Map<String, Long>> findHeads(Collection<String> conversationIds) {
        List<Bson> pipeline = List.of(
                Aggregates.match(in(CONVERSATION, conversationIds)),
                Aggregates.sort(Sorts.orderBy(Sorts.descending(CONVERSATION), Sorts.descending(SEQ))),
                Aggregates.group("$" + CONVERSATION, Accumulators.first(SEQ, "$" + SEQ)));
        return calls.call(
                        "aggregate",
                        messages.aggregate(pipeline, Document.class).collect().asList())
                .map(found -> found.stream()
                        .collect(Collectors.toMap(
                                head -> head.getString("_id"),
                                head -> head.get(SEQ, Number.class).longValue())));
    }

    /**
     * The number of the last message of a conversation whose command does not stand after {@code position}; 0 if there is
     * none. Reads one document for each message that does, which only a replay meets, and one more.
     */
    public Uni<Long> findPlace(String conversationId, LogPosition position) {
        Bson after = and(eq("position.partition", position.partition()), gt("position.offset", position.offset()));
        return newestFirst(and(eq(CONVERSATION, conversationId), nor(after)), 1)
                .map(found -> found.isEmpty() ? 0 : found.get(0).seq());
    }

    /** The last messages of a conversation, newest first. */
    public Uni<List<MessageDocument>> findLatest(String conversationId, int limit) {
        return newestFirst(eq(CONVERSATION, conversationId), limit);
    }

    /** The messages of a conversation with {@code after < seq <= upTo}, newest first. */
    public Uni<List<MessageDocument>> findRange(String conversationId, long after, long upTo) {
        return newestFirst(and(eq(CONVERSATION, conversationId), gt(SEQ, after), lte(SEQ, upTo)), (int) (upTo - after));
    }

    /** The messages of ranges of numbers, in any order. Asks once for all of them. */
    public Uni<List<MessageDocument>> findRanges(Collection<NumberRange> ranges) {
        List<Bson> places = ranges.stream()
                .map(range ->
                        and(eq(CONVERSATION, range.conversationId()), gt(SEQ, range.after()), lte(SEQ, range.upTo())))
                .toList();
        return calls.call("find", messages.find(or(places)).collect().asList());
    }

    private Uni<List<MessageDocument>> newestFirst(Bson filter, int limit) {
        FindOptions options = new FindOptions()
                .sort(Sorts.orderBy(Sorts.descending(CONVERSATION), Sorts.descending(SEQ)))
                .limit(limit);
        return calls.call("find", messages.find(filter, options).collect().asList());
    }
}
