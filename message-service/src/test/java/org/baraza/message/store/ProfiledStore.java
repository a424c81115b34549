package org.baraza.message.store;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.smallrye.mutiny.Uni;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.baraza.message.store.Profiler.Cost;
import org.baraza.store.StoreSetup;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What tests of plans share: the store with its indexes, asked under the eyes of its profiler. Skipped on the stand-in. */
abstract class ProfiledStore {

    @Inject
    StoreSetup setup;

    @Inject
    MongoClient client;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String databaseName;

    Backends backends;

    @BeforeEach
    void awaitIndexes() {
        assumeThat(backends.database().kind()).as("the stand-in has no plans").isNotEqualTo(Database.Kind.STAND_IN);
        setup.whenDone().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @AfterEach
    void stopProfiling() {
        if (backends.database().kind() != Database.Kind.STAND_IN) {
            new Profiler(database()).stop();
        }
    }

    Cost find(String collection, Supplier<Uni<?>> call) {
        return cost("find", collection, call);
    }

    Cost cost(String command, String collection, Supplier<Uni<?>> call) {
        return new Profiler(database()).costOf(command, collection, call);
    }

    List<Cost> writes(String collection, Supplier<Uni<?>> call) {
        return new Profiler(database()).costsOfWrites(collection, call);
    }

    MongoDatabase database() {
        return client.getDatabase(databaseName);
    }

    /** An index scan without a sort, which examines what it returns and at most one key more on either side. */
    static void assertScan(Cost cost, String plan, int returned) {
        assertThat(cost.plan()).isEqualTo(plan);
        assertThat(cost.returned()).isEqualTo(returned);
        assertThat(cost.documents()).isBetween(0, returned);
        assertThat(cost.keys()).isBetween(returned, Math.max(1, 2 * returned));
        assertThat(cost.sorted()).isFalse();
    }

    static <T> T done(Uni<T> call) {
        return call.await().atMost(ofSeconds(30));
    }
}
