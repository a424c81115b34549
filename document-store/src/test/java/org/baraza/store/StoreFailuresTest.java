package org.baraza.store;

import java.util.List;
import java.util.Set;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoreFailuresTest {

    @Test
    void aStoreThatIsAwayWillBeBack() {
        // Given
        List<RuntimeException> failures = List.of(
                new MongoTimeoutException("no server"),
                new MongoSocketReadException("connection lost", new ServerAddress()),
                bulkWriteFailedWith(10107));

        // When
        List<Boolean> passing = failures.stream().map(StoreFailures::willPass).toList();

        // Then
        assertThat(passing).containsOnly(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 14, 121, 10334, 11000})
    void aDocumentThatTheServerRefusesStaysRefused(int code) {
        // Given
        MongoBulkWriteException failure = bulkWriteFailedWith(code);

        // When
        boolean passing = StoreFailures.willPass(failure);

        // Then
        assertThat(passing).isFalse();
    }

    @Test
    void aFaultOfOursIsNotTheStores() {
        // Given
        RuntimeException failure = new IllegalArgumentException("not ours");

        // When
        boolean passing = StoreFailures.willPass(failure);

        // Then
        assertThat(passing).isFalse();
    }

    private static MongoBulkWriteException bulkWriteFailedWith(int code) {
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(),
                List.of(new BulkWriteError(code, "refused", new BsonDocument(), 0)),
                null,
                new ServerAddress(),
                Set.of());
    }
}
