package org.baraza.conversation.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import org.baraza.conversation.broadcast.ScheduleDocument.State;
import org.baraza.store.Indexed;
import org.baraza.store.StoreCalls;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

/**
 * The collection {@code scheduledBroadcasts}, one {@link ScheduleDocument} each. Every call fails with a
 * {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <p>Indexes beside {@code _id}, which serves every write:
 *
 * <ul>
 *   <li>{@code due}, {@code (state, nextAttemptAt)}: what has to be handed to the log.
 *   <li>{@code author}, {@code (authorId, scheduledFor, _id)}: somebody's own, by time, drafts first.
 * </ul>
 */
@ApplicationScoped
class ScheduleRepository implements Indexed {

    private static final String COLLECTION = "scheduledBroadcasts";
    private static final String ID = "_id";
    private static final String AUTHOR_ID = "authorId";
    private static final String STATE = "state";
    private static final String VERSION = "version";
    private static final String NEXT_ATTEMPT_AT = "nextAttemptAt";
    private static final List<String> OPEN = List.of(State.DRAFT.name(), State.SCHEDULED.name());

    private final ReactiveMongoCollection<ScheduleDocument> schedules;
    private final StoreCalls calls;

    ScheduleRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.schedules = client.getDatabase(database).getCollection(COLLECTION, ScheduleDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return calls.call(
                        "createIndexes",
                        schedules.createIndexes(List.of(
                                new IndexModel(ascending(STATE, NEXT_ATTEMPT_AT), new IndexOptions().name("due")),
                                new IndexModel(
                                        ascending(AUTHOR_ID, "scheduledFor", ID), new IndexOptions().name("author")))))
                .replaceWithVoid();
    }

    Uni<Void> insert(ScheduleDocument schedule) {
        return calls.call("insertOne", schedules.insertOne(schedule)).replaceWithVoid();
    }

    /** @return whether it was; false if it was fired or changed since it was read */
    Uni<Boolean> replace(ScheduleDocument before, ScheduleDocument after) {
        return calls.call("replaceOne", schedules.replaceOne(unchanged(before), after))
                .map(result -> result.getMatchedCount() == 1);
    }

    /** @return whether it was; false if it was fired or changed since it was read */
    Uni<Boolean> delete(ScheduleDocument schedule) {
        return calls.call("deleteOne", schedules.deleteOne(unchanged(schedule)))
                .map(result -> result.getDeletedCount() == 1);
    }

    Uni<Optional<ScheduleDocument>> find(String authorId, String id) {
        return calls.call(
                        "find",
                        schedules
                                .find(and(eq(ID, id), eq(AUTHOR_ID, authorId)))
                                .collect()
                                .first())
                .map(Optional::ofNullable);
    }

    /** Somebody's own without the people named, drafts first and then by time. */
    Uni<List<ScheduleDocument>> page(String authorId, int skip, int limit) {
        FindOptions options = new FindOptions()
                .sort(ascending("scheduledFor", ID))
                .skip(skip)
                .limit(limit)
                .projection(exclude("recipientIds"));
        return calls.call(
                "find",
                schedules.find(eq(AUTHOR_ID, authorId), options).collect().asList());
    }

    Uni<Long> count(String authorId) {
        return calls.call("count", schedules.countDocuments(eq(AUTHOR_ID, authorId)));
    }

    /**
     * What is to be handed to the log now, without the people named: what has come to its time, and what was handed over
     * without a result for so long.
     *
     * @param patience a further attempt is never later than this, but for a clock that was put back: then it is due at once
     */
    Uni<List<ScheduleDocument>> due(Instant now, Duration patience, int limit) {
        FindOptions options = new FindOptions().limit(limit).projection(exclude("recipientIds"));
        Bson scheduled = and(eq(STATE, State.SCHEDULED.name()), lte(NEXT_ATTEMPT_AT, now));
        Bson again = and(eq(STATE, State.FIRING.name()), lte(NEXT_ATTEMPT_AT, now));
        Bson putBack = and(eq(STATE, State.FIRING.name()), gt(NEXT_ATTEMPT_AT, now.plus(patience)));
        return calls.call(
                "find",
                schedules.find(or(scheduled, again, putBack), options).collect().asList());
    }

    /** Takes one that is due, whole, unless another instance or its author was faster. */
    Uni<Optional<ScheduleDocument>> claim(ScheduleDocument due, Instant nextAttemptAt) {
        Bson claimed = combine(
                set(STATE, State.FIRING.name()),
                set(NEXT_ATTEMPT_AT, nextAttemptAt),
                inc("attempts", 1),
                inc(VERSION, 1L));
        return calls.call(
                        "findOneAndUpdate",
                        schedules.findOneAndUpdate(
                                and(eq(ID, due.id()), eq(VERSION, due.version())),
                                claimed,
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(Optional::ofNullable);
    }

    /** The log has it: when to hand it over again if nothing has come of it by then. Does nothing if something has. */
    Uni<Void> handedOver(ScheduleDocument claimed, Instant nextAttemptAt) {
        return calls.call(
                        "updateOne",
                        schedules.updateOne(
                                and(eq(ID, claimed.id()), eq(VERSION, claimed.version())),
                                combine(set(NEXT_ATTEMPT_AT, nextAttemptAt), inc(VERSION, 1L))))
                .replaceWithVoid();
    }

    /** Says what has become of them; of what is no schedule nothing is said. */
    Uni<Void> conclude(Collection<ScheduleOutcome> outcomes) {
        List<UpdateOneModel<ScheduleDocument>> writes = outcomes.stream()
                .map(outcome -> new UpdateOneModel<ScheduleDocument>(
                        and(
                                eq(ID, outcome.scheduleId()),
                                eq(AUTHOR_ID, outcome.authorId()),
                                eq(STATE, State.FIRING.name())),
                        update(outcome)))
                .toList();
        return writes.isEmpty()
                ? Uni.createFrom().voidItem()
                : calls.call("bulkWrite", schedules.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                        .replaceWithVoid();
    }

    private static Bson update(ScheduleOutcome outcome) {
        Stream<Bson> updates = Stream.of(
                set(STATE, outcome.reason() == null ? State.SENT.name() : State.NOT_SENT.name()),
                set("broadcastId", outcome.broadcastId()),
                set("reason", outcome.reason()),
                unset(NEXT_ATTEMPT_AT),
                inc(VERSION, 1L));
        return combine(updates.toList());
    }

    private static Bson unchanged(ScheduleDocument schedule) {
        return and(eq(ID, schedule.id()), eq(VERSION, schedule.version()), in(STATE, OPEN));
    }
}
