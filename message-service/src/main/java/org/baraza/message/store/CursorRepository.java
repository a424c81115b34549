package org.baraza.message.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

/**
 * The collection {@code cursors}, one {@link CursorDocument} per reader and conversation.
 *
 * <p>Indexes:
 *
 * <ul>
 *   <li>{@code _id}: serves the look-up of a conversation's readers by name, and the raising of a cursor.
 *   <li>{@code (conversationId, seq desc, userId)}: serves who has read a message, and how many have.
 *   <li>{@code (userId, conversationId)}: serves the direct conversations of a person.
 * </ul>
 */
@ApplicationScoped
public class CursorRepository implements Indexed {

    private static final String COLLECTION = "cursors";

    private static final String CONVERSATION = "conversationId";
    private static final String USER = "userId";
    private static final String SEQ = "seq";

    private final ReactiveMongoCollection<CursorDocument> cursors;
    private final StoreCalls calls;

    CursorRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.cursors = client.getDatabase(database).getCollection(COLLECTION, CursorDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        Bson readers = Indexes.compoundIndex(
                Indexes.ascending(CONVERSATION), Indexes.descending(SEQ), Indexes.ascending(USER));
        return index("conversation_seq_user", readers)
                .chain(made -> index("user_conversation", Indexes.ascending(USER, CONVERSATION)));
    }

    private Uni<Void> index(String name, Bson keys) {
        return calls.call("createIndexes", cursors.createIndex(keys, new IndexOptions().name(name)))
                .replaceWithVoid();
    }

    /**
     * Who has read a message, those who stand furthest first.
     *
     * @param senderId is left out: who wrote it has read it
     * @param skip how many stand before the page
     */
    public Uni<List<CursorDocument>> findReaders(
            String conversationId, long seq, String senderId, int skip, int limit) {
        FindOptions options = new FindOptions()
                .sort(Sorts.orderBy(Sorts.ascending(CONVERSATION), Sorts.descending(SEQ), Sorts.ascending(USER)))
                .skip(skip)
                .limit(limit);
        Bson filter = and(eq(CONVERSATION, conversationId), gte(SEQ, seq), ne(USER, senderId));
        return calls.call("find", cursors.find(filter, options).collect().asList());
    }

    /** How many have read a message, its sender included. */
    public Uni<Long> countReaders(String conversationId, long seq) {
        return calls.call("count", cursors.countDocuments(and(eq(CONVERSATION, conversationId), gte(SEQ, seq))));
    }

    /** The conversations in which somebody has a cursor, by their ids, from behind {@code after} on. */
    public Uni<List<String>> findConversations(String userId, String after, int limit) {
        FindOptions options =
                new FindOptions().sort(Sorts.ascending(USER, CONVERSATION)).limit(limit);
        return calls.call(
                "find",
                cursors.find(and(eq(USER, userId), gt(CONVERSATION, after)), options)
                        .map(CursorDocument::conversationId)
                        .collect()
                        .asList());
    }

    /** Raises cursors in one round trip; one that stands further already stays. */
    public Uni<Void> raise(Collection<CursorDocument> positions) {
        if (positions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<UpdateOneModel<CursorDocument>> raises = positions.stream()
                .map(position -> new UpdateOneModel<CursorDocument>(
                        eq("_id", position.id()), raise(position), new UpdateOptions().upsert(true)))
                .toList();
        return calls.call(
                        "bulkWrite",
                        cursors.bulkWrite(raises, new BulkWriteOptions().ordered(false))
                                // two have made the same cursor at once: it is there at the next attempt
                                .onFailure(StoreFailures::isDuplicate)
                                .transform(StoreUnavailableException::new))
                .replaceWithVoid();
    }

    private static Bson raise(CursorDocument position) {
        List<Bson> updates = new ArrayList<>(List.of(
                Updates.max(SEQ, position.seq()),
                Updates.setOnInsert(CONVERSATION, position.conversationId()),
                Updates.setOnInsert(USER, position.userId())));
        if (position.readAt() != null) {
            updates.add(Updates.max("readAt", position.readAt()));
        }
        return Updates.combine(updates);
    }

    /** Where the cursors with these keys stand; those that were never raised are left out. */
    public Uni<Map<String, Long>> find(Collection<String> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return calls.call("find", cursors.find(in("_id", keys)).collect().asList())
                .map(found -> found.stream().collect(Collectors.toMap(CursorDocument::id, CursorDocument::seq)));
    }
}
