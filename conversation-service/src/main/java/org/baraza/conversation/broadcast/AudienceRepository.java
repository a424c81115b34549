package org.baraza.conversation.broadcast;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import org.baraza.store.StoreCalls;
import org.baraza.store.StoreFailures;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;

/**
 * The collection {@code audiences}, an {@link AudienceDocument} for each audience and each person. Everything is read and
 * written by {@code _id}; there is no other index. Every call fails with a
 * {@link org.baraza.store.StoreUnavailableException} if the store is away.
 */
@ApplicationScoped
class AudienceRepository {

    private static final String COLLECTION = "audiences";
    private static final String VERSION = "version";

    private final ReactiveMongoCollection<AudienceDocument> audiences;
    private final StoreCalls calls;

    AudienceRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.audiences = client.getDatabase(database).getCollection(COLLECTION, AudienceDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    /** The entries that there are of these. */
    Uni<List<AudienceDocument>> find(Collection<String> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : calls.call("find", audiences.find(in("_id", ids)).collect().asList());
    }

    /** The standings that there are of these people. */
    Uni<List<Standing>> standings(Collection<String> userIds) {
        return find(userIds.stream().map(AudienceDocument::idOfPerson).toList())
                .map(found -> found.stream().map(AudienceDocument::toStanding).toList());
    }

    /** Moves audiences forward to these heads; one that is further already stays. */
    Uni<Void> advance(Collection<AudienceHead> heads) {
        List<UpdateOneModel<AudienceDocument>> writes = heads.stream()
                .map(head -> new UpdateOneModel<AudienceDocument>(
                        eq("_id", head.audience()),
                        combine(max("published", head.published()), max("lastSentAt", head.lastSentAt())),
                        new UpdateOptions().upsert(true)))
                .toList();
        if (writes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return calls.call("bulkWrite", audiences.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                .replaceWithVoid()
                .onFailure(StoreFailures::isDuplicate)
                .retry()
                .atMost(1);
    }

    /**
     * Stores standings, each if it was not written since it was read.
     *
     * @return whether all were; if not, some may have been
     */
    Uni<Boolean> save(Collection<Standing> standings) {
        if (standings.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        List<WriteModel<AudienceDocument>> writes =
                standings.stream().map(AudienceRepository::write).toList();
        return calls.call("bulkWrite", audiences.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                .map(result -> written(result) == writes.size())
                .onFailure(StoreFailures::isDuplicate)
                .recoverWithItem(false);
    }

    private static WriteModel<AudienceDocument> write(Standing standing) {
        AudienceDocument document = AudienceDocument.of(standing);
        return standing.version() == 0
                ? new InsertOneModel<>(document)
                : new ReplaceOneModel<>(and(eq("_id", document.id()), eq(VERSION, standing.version())), document);
    }

    private static int written(BulkWriteResult result) {
        return Stream.of(result.getInsertedCount(), result.getMatchedCount())
                .mapToInt(Integer::intValue)
                .sum();
    }
}
