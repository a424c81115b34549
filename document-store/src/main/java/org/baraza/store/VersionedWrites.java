package org.baraza.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

/** Writes documents under the condition that each is as it was read; served by {@code _id}. */
public final class VersionedWrites {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private VersionedWrites() {}

    /**
     * Writes documents in one go, each if its {@code version} is as it was read.
     *
     * @return whether all were; else the others are written
     */
    public static <T extends Versioned> Uni<Boolean> write(
            StoreCalls calls, ReactiveMongoCollection<T> collection, Collection<T> documents) {
        List<WriteModel<T>> writes = new ArrayList<>();
        long inserts = 0;
        for (T document : documents) {
            long before = document.countWrite();
            inserts += before == 0 ? 1 : 0;
            writes.add(
                    before == 0
                            ? new InsertOneModel<>(document)
                            : new ReplaceOneModel<>(
                                    and(eq("_id", document.documentId()), eq("version", before)), document));
        }
        long inserted = inserts;
        return calls.call(
                "bulkWrite",
                collection
                        .bulkWrite(writes, UNORDERED)
                        .map(result -> result.getInsertedCount() == inserted
                                && result.getMatchedCount() == writes.size() - inserted)
                        .onFailure(StoreFailures::isDuplicate)
                        .recoverWithItem(false));
    }
}
