package org.baraza.conversation.broadcast;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

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
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.setOnInsert;

/**
 * The collection {@code broadcastReminders}, one {@link ReminderDocument} for each broadcast with a reminder. Every call fails
 * with a {@link org.baraza.store.StoreUnavailableException} if the store is away. The index {@code due}, {@code (isDone, dueAt)},
 * finds those whose time has come.
 */
@ApplicationScoped
class ReminderRepository implements Indexed {

    private static final String COLLECTION = "broadcastReminders";
    private static final String ID = "_id";
    private static final String DUE_AT = "dueAt";
    private static final String VERSION = "version";
    private static final String IS_DONE = "isDone";

    private final ReactiveMongoCollection<ReminderDocument> reminders;
    private final StoreCalls calls;

    ReminderRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.reminders = client.getDatabase(database).getCollection(COLLECTION, ReminderDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return calls.call(
                        "createIndexes",
                        reminders.createIndexes(
                                List.of(new IndexModel(ascending(IS_DONE, DUE_AT), new IndexOptions().name("due")))))
                .replaceWithVoid();
    }

    /** Keeps in mind those that are not kept yet. */
    Uni<Void> add(Collection<ReminderDocument> planned) {
        List<UpdateOneModel<ReminderDocument>> writes = planned.stream()
                .map(reminder -> new UpdateOneModel<ReminderDocument>(
                        eq(ID, reminder.id()),
                        combine(
                                setOnInsert(DUE_AT, reminder.dueAt()),
                                setOnInsert("after", reminder.after()),
                                setOnInsert(VERSION, reminder.version()),
                                setOnInsert(IS_DONE, reminder.isDone())),
                        new UpdateOptions().upsert(true)))
                .toList();
        return writes.isEmpty()
                ? Uni.createFrom().voidItem()
                : calls.call("bulkWrite", reminders.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                        .replaceWithVoid();
    }

    /** Those whose time has come. */
    Uni<List<ReminderDocument>> due(Instant now, int limit) {
        FindOptions options = new FindOptions().sort(ascending(DUE_AT)).limit(limit);
        return calls.call(
                "find",
                reminders
                        .find(and(eq(IS_DONE, false), lte(DUE_AT, now)), options)
                        .collect()
                        .asList());
    }

    /** @return whether it was stored; false if another instance was faster */
    Uni<Boolean> save(ReminderDocument reminder) {
        ReminderDocument next = new ReminderDocument(
                reminder.id(), reminder.dueAt(), reminder.after(), reminder.version() + 1, reminder.isDone());
        return calls.call(
                        "replaceOne",
                        reminders.replaceOne(and(eq(ID, reminder.id()), eq(VERSION, reminder.version())), next))
                .map(result -> result.getMatchedCount() == 1);
    }
}
