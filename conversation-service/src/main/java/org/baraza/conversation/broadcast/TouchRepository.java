package org.baraza.conversation.broadcast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import org.baraza.store.Indexed;
import org.baraza.store.StoreCalls;
import org.baraza.store.StoreFailures;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

/**
 * The collection {@code broadcastTouches}, one {@link TouchDocument} for each person and broadcast that have met. Every call
 * fails with a {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <p>Indexes beside {@code _id}, which serves every write and what a person sees of their list:
 *
 * <ul>
 *   <li>{@code delivered}, {@code (broadcastId, userId)}: whom a broadcast has reached, by name and by number.
 *   <li>{@code read}, {@code (broadcastId, readAt, userId)}, and {@code acknowledged}, {@code (broadcastId, acknowledgedAt,
 *       userId)}: the same of those who have read and acknowledged it, in that order.
 *   <li>{@code own}, {@code (userId, audience, number)}: a person's rows in an audience since they joined, to count them anew.
 *   <li>{@code hidden}, {@code (userId, hiddenAt)}: what a person has taken off their list.
 * </ul>
 */
@ApplicationScoped
class TouchRepository implements Indexed {

    private static final String COLLECTION = "broadcastTouches";
    private static final String ID = "_id";
    private static final String BROADCAST_ID = "broadcastId";
    private static final String USER_ID = "userId";
    private static final String AUDIENCE = "audience";
    private static final String NUMBER = "number";
    private static final String READ_AT = "readAt";
    private static final String ACKNOWLEDGED_AT = "acknowledgedAt";
    private static final String HIDDEN_AT = "hiddenAt";
    private static final Date EVER = Date.from(Instant.EPOCH);
    private static final int UPSERT_RACES = 3;

    private final ReactiveMongoCollection<TouchDocument> touches;
    private final StoreCalls calls;

    TouchRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.touches = client.getDatabase(database).getCollection(COLLECTION, TouchDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return calls.call(
                        "createIndexes",
                        touches.createIndexes(List.of(
                                index("delivered", ascending(BROADCAST_ID, USER_ID)),
                                index("read", ascending(BROADCAST_ID, READ_AT, USER_ID)),
                                index("acknowledged", ascending(BROADCAST_ID, ACKNOWLEDGED_AT, USER_ID)),
                                index("own", ascending(USER_ID, AUDIENCE, NUMBER)),
                                index("hidden", ascending(USER_ID, HIDDEN_AT)))))
                .replaceWithVoid();
    }

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }

    /**
     * Writes what people did into their rows, making those that are missing. Only the first of a kind counts, so any part may
     * be repeated.
     *
     * @param broadcasts those that are touched, by id
     */
    Uni<Void> apply(Collection<Touch> done, Map<String, BroadcastDocument> broadcasts) {
        List<UpdateOneModel<TouchDocument>> writes = done.stream()
                .map(touch -> new UpdateOneModel<TouchDocument>(
                        eq(ID, touch.rowId()),
                        updateOf(touch, broadcasts.get(touch.broadcastId())),
                        new UpdateOptions().upsert(true)))
                .toList();
        if (writes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return calls.call("bulkWrite", touches.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                .replaceWithVoid()
                // two writers made the same row in the same moment; now it is there
                .onFailure(StoreFailures::isDuplicate)
                .retry()
                .atMost(UPSERT_RACES);
    }

    /** The rows that there are of these. */
    Uni<List<TouchDocument>> find(Collection<String> rowIds) {
        return rowIds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : calls.call("find", touches.find(in(ID, rowIds)).collect().asList());
    }

    /** A person's rows in an audience, of broadcasts numbered above. */
    Uni<List<TouchDocument>> own(String userId, String audience, long above) {
        Bson since = and(eq(USER_ID, userId), eq(AUDIENCE, audience), gt(NUMBER, above));
        return calls.call("find", touches.find(since).collect().asList());
    }

    /** What a person has taken off their list. */
    Uni<List<TouchDocument>> hidden(String userId) {
        Bson hidden = and(eq(USER_ID, userId), gt(HIDDEN_AT, EVER));
        return calls.call("find", touches.find(hidden).collect().asList());
    }

    /** How many people have received, read or acknowledged a broadcast. */
    Uni<Long> count(String broadcastId, TouchState state) {
        return calls.call("count", touches.countDocuments(inState(broadcastId, state)));
    }

    /**
     * Those who have received, read or acknowledged a broadcast, each state in its own order.
     *
     * @param without somebody who is left out; null for nobody
     */
    Uni<List<TouchDocument>> page(String broadcastId, TouchState state, String without, int skip, int limit) {
        Bson inState = inState(broadcastId, state);
        Bson wanted = without == null ? inState : and(inState, ne(USER_ID, without));
        FindOptions options = new FindOptions().sort(orderOf(state)).skip(skip).limit(limit);
        return calls.call("find", touches.find(wanted, options).collect().asList());
    }

    private static Bson inState(String broadcastId, TouchState state) {
        Bson ofBroadcast = eq(BROADCAST_ID, broadcastId);
        return switch (state) {
            case DELIVERED -> ofBroadcast;
            case READ -> and(ofBroadcast, gt(READ_AT, EVER));
            case ACKNOWLEDGED -> and(ofBroadcast, gt(ACKNOWLEDGED_AT, EVER));
        };
    }

    private static Bson orderOf(TouchState state) {
        return switch (state) {
            case DELIVERED -> ascending(USER_ID);
            case READ -> ascending(READ_AT, USER_ID);
            case ACKNOWLEDGED -> ascending(ACKNOWLEDGED_AT, USER_ID);
        };
    }

    private static Bson updateOf(Touch touch, BroadcastDocument broadcast) {
        List<Bson> updates = new ArrayList<>(List.of(
                setOnInsert(BROADCAST_ID, touch.broadcastId()),
                setOnInsert(USER_ID, touch.userId()),
                setOnInsert(AUDIENCE, broadcast.audience()),
                setOnInsert(NUMBER, broadcast.number()),
                min("deliveredAt", touch.at())));
        if (touch.reads()) {
            updates.addAll(firstAt(touch, READ_AT, "readOffset"));
        }
        if (touch.kind() == Touch.Kind.ACKNOWLEDGED) {
            updates.add(min(ACKNOWLEDGED_AT, touch.at()));
        }
        if (touch.kind() == Touch.Kind.HIDDEN) {
            updates.addAll(firstAt(touch, HIDDEN_AT, "hiddenOffset"));
        }
        if (touch.kind() == Touch.Kind.DELETED) {
            updates.add(max("deletedRev", touch.rev()));
        }
        return combine(updates);
    }

    private static List<Bson> firstAt(Touch touch, String time, String offset) {
        return List.of(
                min(time, touch.at()),
                min(offset, touch.position().offset()),
                set("partition", touch.position().partition()));
    }
}
