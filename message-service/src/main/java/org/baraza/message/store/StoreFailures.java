package org.baraza.message.store;

import java.util.Set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import io.smallrye.mutiny.TimeoutException;

/** What it means that the store failed. */
public final class StoreFailures {

    /** Bad value, failed to parse, type mismatch, path not viable, failed validation, too large (twice). */
    private static final Set<Integer> FAULTS_OF_THE_DOCUMENT = Set.of(2, 9, 14, 28, 121, 10334, 17419);

    private StoreFailures() {}

    /**
     * Whether it will pass by itself: the store is away, too slow, or choosing another primary; not where the server says that
     * what it was given is wrong.
     */
    public static boolean isTransient(Throwable failure) {
        if (failure instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteErrors().stream().noneMatch(e -> FAULTS_OF_THE_DOCUMENT.contains(e.getCode()));
        }
        return failure instanceof MongoException || failure instanceof TimeoutException;
    }

    /** Whether a unique index has another document with the same key, and nothing else went wrong. */
    static boolean isDuplicate(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && !bulk.getWriteErrors().isEmpty()
                && bulk.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
    }
}
