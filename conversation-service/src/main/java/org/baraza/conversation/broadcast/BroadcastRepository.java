package org.baraza.conversation.broadcast;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
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
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

/**
 * The collection {@code broadcasts}, one {@link BroadcastDocument} each. Every call fails with a
 * {@link org.baraza.store.StoreUnavailableException} if the store is away. No query but {@link #recipientsOf} returns the
 * people named.
 *
 * <p>Indexes beside {@code _id}, which serves single broadcasts and every change:
 *
 * <ul>
 *   <li>{@code audience_number}, {@code (audience, number)}, unique: gives the numbers.
 *   <li>{@code audience_time}, {@code (audience, createdAt desc, _id desc, number)}: lists an audience, and says how far it
 *       went at a time, both on the index alone.
 *   <li>{@code named}, {@code (named, createdAt desc, _id desc)}: those that name somebody, their list and their count.
 *   <li>{@code sent}, {@code (senderId, createdAt desc, _id desc)}: what somebody has sent.
 * </ul>
 */
@ApplicationScoped
class BroadcastRepository implements Indexed {

    private static final String COLLECTION = "broadcasts";
    private static final String ID = "_id";
    private static final String AUDIENCE = "audience";
    private static final String NUMBER = "number";
    private static final String CREATED_AT = "createdAt";
    private static final String NAMED = "named";
    private static final String SENDER_ID = "senderId";
    private static final String REV = "rev";

    private static final Bson NEWEST_FIRST = descending(CREATED_AT, ID);

    private final ReactiveMongoCollection<BroadcastDocument> broadcasts;
    private final StoreCalls calls;

    BroadcastRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.broadcasts = client.getDatabase(database).getCollection(COLLECTION, BroadcastDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        Bson byTime = descending(CREATED_AT, ID);
        return calls.call(
                        "createIndexes",
                        broadcasts.createIndexes(List.of(
                                new IndexModel(
                                        ascending(AUDIENCE, NUMBER),
                                        new IndexOptions()
                                                .name("audience_number")
                                                .unique(true)),
                                new IndexModel(
                                        compoundIndex(ascending(AUDIENCE), byTime, ascending(NUMBER)),
                                        new IndexOptions().name("audience_time")),
                                new IndexModel(
                                        compoundIndex(ascending(NAMED), byTime), new IndexOptions().name("named")),
                                new IndexModel(
                                        compoundIndex(ascending(SENDER_ID), byTime), new IndexOptions().name("sent")))))
                .replaceWithVoid();
    }

    /** Those that there are of these, without the people named. */
    Uni<List<BroadcastDocument>> find(Collection<String> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : calls.call(
                        "find",
                        broadcasts.find(in(ID, ids), withoutNames()).collect().asList());
    }

    /** The last one of an audience, without the people named. */
    Uni<Optional<BroadcastDocument>> last(String audience) {
        FindOptions options = withoutNames().sort(descending(NUMBER)).limit(1);
        return calls.call(
                        "find",
                        broadcasts
                                .find(eq(AUDIENCE, audience), options)
                                .collect()
                                .first())
                .map(Optional::ofNullable);
    }

    /** @return false if one of them, or another with its number, is there already; then the others may have been stored */
    Uni<Boolean> insert(Collection<BroadcastDocument> numbered) {
        List<InsertOneModel<BroadcastDocument>> writes =
                numbered.stream().map(InsertOneModel::new).toList();
        return calls.call("bulkWrite", broadcasts.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                .replaceWith(true)
                .onFailure(StoreFailures::isDuplicate)
                .recoverWithItem(false);
    }

    /** Applies edits and recalls; one that is not above the last change of its broadcast changes nothing. */
    Uni<Void> change(Collection<BroadcastChange> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<UpdateOneModel<BroadcastDocument>> writes = changes.stream()
                .map(change -> new UpdateOneModel<BroadcastDocument>(
                        and(eq(ID, change.broadcastId()), lt(REV, change.rev())), contentOf(change)))
                .toList();
        return calls.call("bulkWrite", broadcasts.bulkWrite(writes)).replaceWithVoid();
    }

    /** Number of the last broadcast of an audience that was sent at this time or before; 0 for none. */
    Uni<Long> publishedAt(String audience, Instant time) {
        FindOptions options =
                new FindOptions().sort(NEWEST_FIRST).limit(1).projection(new Document(NUMBER, 1).append(ID, 0));
        Bson until = and(eq(AUDIENCE, audience), lte(CREATED_AT, Date.from(time)));
        return calls.call(
                        "find",
                        broadcasts
                                .find(until, Document.class, options)
                                .collect()
                                .first())
                .map(found ->
                        found == null ? 0 : found.get(NUMBER, Number.class).longValue());
    }

    /**
     * An audience's broadcasts above a number, newest first.
     *
     * @param limit no more than there are: with more, all older ones would be looked at to find another
     */
    Uni<List<BroadcastKey>> newest(String audience, long above, Collection<Long> without, int limit) {
        Bson number = without.isEmpty() ? gt(NUMBER, above) : and(gt(NUMBER, above), nin(NUMBER, without));
        return keys(and(eq(AUDIENCE, audience), number), NEWEST_FIRST, limit);
    }

    /** Broadcasts that name somebody, newest first. */
    Uni<List<BroadcastKey>> newestNaming(String userId, Collection<String> without, int limit) {
        Bson named = eq(NAMED, userId);
        return keys(without.isEmpty() ? named : and(named, nin(ID, without)), NEWEST_FIRST, limit);
    }

    /** How many broadcasts name somebody. */
    Uni<Long> countNaming(String userId) {
        return calls.call("count", broadcasts.countDocuments(eq(NAMED, userId)));
    }

    /** Whether a broadcast names somebody. */
    Uni<Boolean> names(String broadcastId, String userId) {
        FindOptions options = new FindOptions().projection(include(ID));
        return calls.call(
                        "find",
                        broadcasts
                                .find(and(eq(ID, broadcastId), eq(NAMED, userId)), Document.class, options)
                                .collect()
                                .first())
                .map(found -> found != null);
    }

    /** The people named by a broadcast. */
    Uni<List<String>> recipientsOf(String broadcastId) {
        FindOptions options = new FindOptions().projection(include(NAMED));
        return calls.call(
                        "find",
                        broadcasts
                                .find(eq(ID, broadcastId), Document.class, options)
                                .collect()
                                .first())
                .map(found -> found == null ? List.of() : found.getList(NAMED, String.class));
    }

    /** What somebody has sent, newest first. */
    Uni<List<BroadcastDocument>> sentBy(String userId, int skip, int limit) {
        return page(eq(SENDER_ID, userId), NEWEST_FIRST, skip, limit);
    }

    /** How many somebody has sent. */
    Uni<Long> countSentBy(String userId) {
        return calls.call("count", broadcasts.countDocuments(eq(SENDER_ID, userId)));
    }

    /** What was sent to an audience, newest first. */
    Uni<List<BroadcastDocument>> sentTo(String audience, int skip, int limit) {
        return page(eq(AUDIENCE, audience), NEWEST_FIRST, skip, limit);
    }

    /** How much was sent to an audience. */
    Uni<Long> countSentTo(String audience) {
        return calls.call("count", broadcasts.countDocuments(eq(AUDIENCE, audience)));
    }

    private Uni<List<BroadcastDocument>> page(Bson filter, Bson sort, int skip, int limit) {
        FindOptions options = withoutNames().sort(sort).skip(skip).limit(limit);
        return calls.call("find", broadcasts.find(filter, options).collect().asList());
    }

    private Uni<List<BroadcastKey>> keys(Bson filter, Bson sort, int limit) {
        FindOptions options = new FindOptions().sort(sort).limit(limit).projection(include(ID, CREATED_AT));
        return calls.call(
                "find",
                broadcasts
                        .find(filter, Document.class, options)
                        .map(found -> new BroadcastKey(
                                found.getString(ID), found.getDate(CREATED_AT).toInstant()))
                        .collect()
                        .asList());
    }

    private static FindOptions withoutNames() {
        return new FindOptions().projection(exclude(NAMED));
    }

    /** When a text was edited stays known after its recall. */
    private static Bson contentOf(BroadcastChange change) {
        Stream<Bson> content = Stream.of(
                set(REV, change.rev()),
                set("title", change.title()),
                set("description", change.description()),
                set("content", change.content()),
                set("media", change.media()),
                set("isDeleted", change.recalls()));
        Stream<Bson> edited = Stream.ofNullable(change.editedAt()).map(at -> set("editedAt", at));
        return combine(Stream.concat(content, edited).toList());
    }
}
