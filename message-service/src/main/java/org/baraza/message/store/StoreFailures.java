package org.baraza.message.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import io.smallrye.mutiny.TimeoutException;

/** What it means that the store failed. */
public final class StoreFailures {

    private StoreFailures() {}

    /** Whether it will pass by itself: the store is away, too slow, or choosing another primary. */
    public static boolean isTransient(Throwable failure) {
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
