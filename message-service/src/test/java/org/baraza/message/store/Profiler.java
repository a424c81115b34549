package org.baraza.message.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import com.mongodb.client.MongoDatabase;
import io.smallrye.mutiny.Uni;
import org.bson.Document;
import org.jboss.logging.Logger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What calls cost, as MongoDB's own profiler tells it. Whatever a call asks the database, it must find by an index, in the
 * order of the index, and look at no more than twice the documents that it returns or writes; what else a call promises is
 * for its test to say.
 */
record Profiler(MongoDatabase database) {

    private static final Logger LOGGER = Logger.getLogger(Profiler.class);

    /**
     * What one operation cost.
     *
     * @param returned documents returned, or found to be written
     */
    record Cost(String plan, int keys, int documents, int returned, boolean sorted) {

        private static Cost of(Document profile) {
            return new Cost(
                    profile.get("planSummary", "none"),
                    profile.get("keysExamined", 0),
                    profile.get("docsExamined", 0),
                    profile.get("nreturned", profile.get("nMatched", profile.get("ndeleted", 0))),
                    profile.get("hasSortStage", false));
        }

        private void requireIndexed() {
            assertThat(plan).isNotEqualTo("none").doesNotContain("COLLSCAN");
            assertThat(sorted).as("sorted after it was found, not by an index").isFalse();
            assertThat(documents).as("documents of %s", this).isLessThanOrEqualTo(2 * Math.max(1, returned));
        }
    }

    /**
     * Makes a call that asks once.
     *
     * @param command the name of the database's command that it comes to
     */
    Cost costOf(String command, String collection, Supplier<Uni<?>> call) {
        List<Cost> costs = costsOf(new Document("command." + command, collection), collection, call);
        assertThat(costs).as("%s of %s", command, collection).hasSize(1);
        return costs.get(0);
    }

    /** Makes a call that changes documents; a cost for each. */
    List<Cost> costsOfWrites(String collection, Supplier<Uni<?>> call) {
        return costsOf(new Document("op", new Document("$in", List.of("update", "remove"))), collection, call);
    }

    private List<Cost> costsOf(Document wanted, String collection, Supplier<Uni<?>> call) {
        stop();
        database.runCommand(new Document("profile", 2));
        call.get().await().atMost(Duration.ofSeconds(30));
        List<Cost> costs = database.getCollection("system.profile")
                .find(new Document(wanted).append("ns", database.getName() + "." + collection))
                .map(Cost::of)
                .into(new ArrayList<>());
        assertThat(costs).as("profile of %s", wanted).isNotEmpty();
        LOGGER.infof("%s: %s", collection, costs);
        costs.forEach(Cost::requireIndexed);
        return costs;
    }

    void stop() {
        database.runCommand(new Document("profile", 0));
        database.getCollection("system.profile").drop();
    }
}
