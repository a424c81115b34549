package org.baraza.conversation.conversation;

import java.util.Set;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import io.smallrye.mutiny.Uni;

/** Tells failures of the store that pass by themselves from those that do not. */
final class StoreFailures {

    /** Bad value, failed to parse, type mismatch, path not viable, failed validation, too large (twice). */
    private static final Set<Integer> FAULTS_OF_THE_DOCUMENT = Set.of(2, 9, 14, 28, 121, 10334, 17419);

    private StoreFailures() {}

    /** The same call, failing with a {@link StoreUnavailableException} where trying again may help. */
    static <T> Uni<T> translated(Uni<T> call) {
        return call.onFailure(StoreFailures::willPass).transform(StoreUnavailableException::new);
    }

    /** Whether the same call may succeed later: not where the server says that what it was given is wrong. */
    static boolean willPass(Throwable failure) {
        if (failure instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteErrors().stream().noneMatch(e -> FAULTS_OF_THE_DOCUMENT.contains(e.getCode()));
        }
        return failure instanceof MongoException;
    }
}
