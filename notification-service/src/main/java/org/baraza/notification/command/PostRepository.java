package org.baraza.notification.command;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.store.StoreCalls;
import org.baraza.store.StoreFailures;

import static com.mongodb.client.model.Filters.in;

/**
 * The notifications that other systems posted, made and read by {@code _id}, which makes it impossible that one is made
 * twice. Calls fail with a {@link org.baraza.store.StoreUnavailableException} if the store is away.
 */
@ApplicationScoped
class PostRepository implements ReactivePanacheMongoRepositoryBase<NotificationDocument, String> {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final StoreCalls calls;

    PostRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, NotificationDocument.COLLECTION);
    }

    /** Makes those of these notifications that there are not. */
    Uni<Void> make(Collection<NotificationDocument> documents) {
        List<InsertOneModel<NotificationDocument>> inserts =
                documents.stream().map(InsertOneModel::new).toList();
        return calls.call("bulkWrite", mongoCollection().bulkWrite(inserts, UNORDERED))
                .replaceWithVoid()
                .onFailure(StoreFailures::isDuplicate)
                .recoverWithNull();
    }

    /** Those of these notifications that there are, by key. */
    Uni<Map<String, NotificationDocument>> find(Collection<String> keys) {
        return calls.call(
                "find",
                mongoCollection()
                        .find(in("_id", keys))
                        .collect()
                        .with(Collectors.toMap(NotificationDocument::id, Function.identity())));
    }
}
