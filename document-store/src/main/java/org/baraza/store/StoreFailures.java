package org.baraza.store;

import java.util.Set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;

/** What a failure of the driver means. */
public final class StoreFailures {

    /** Bad value, failed to parse, type mismatch, path not viable, failed validation, too large (twice). */
    private static final Set<Integer> FAULTS_OF_THE_DOCUMENT = Set.of(2, 9, 14, 28, 121, 10334, 17419);

    private StoreFailures() {}

    /** Whether unique indexes have other documents with the same keys, and nothing else went wrong. */
    public static boolean isDuplicate(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && !bulk.getWriteErrors().isEmpty()
                && bulk.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
    }

    /** Whether the same call may succeed later: not where the server says that what it was given is wrong, or is there. */
    static boolean willPass(Throwable failure) {
        if (isDuplicate(failure)) {
            return false;
        }
        if (failure instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteErrors().stream().noneMatch(e -> FAULTS_OF_THE_DOCUMENT.contains(e.getCode()));
        }
        return failure instanceof MongoException;
    }
}
