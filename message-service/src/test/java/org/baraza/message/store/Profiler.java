package org.baraza.message.store;

import java.time.Duration;
import java.util.function.Supplier;

import com.mongodb.client.MongoDatabase;
import io.smallrye.mutiny.Uni;
import org.bson.Document;
import org.jboss.logging.Logger;

import static org.assertj.core.api.Assertions.assertThat;

/** What calls cost, as MongoDB's own profiler tells it. */
record Profiler(MongoDatabase database) {

    private static final Logger LOGGER = Logger.getLogger(Profiler.class);

    /** What one call cost. */
    record Cost(String plan, int keys, int documents, int returned, boolean sorted) {}

    /**
     * Makes a call.
     *
     * @param command the name of the database's command that it comes to
     */
    Cost costOf(String command, String collection, Supplier<Uni<?>> call) {
        stop();
        database.runCommand(new Document("profile", 2));
        call.get().await().atMost(Duration.ofSeconds(30));
        Document profile = database.getCollection("system.profile")
                .find(new Document("ns", database.getName() + "." + collection)
                        .append("command." + command, collection))
                .first();
        assertThat(profile).as("profile of " + command).isNotNull();
        Cost cost = new Cost(
                profile.getString("planSummary"),
                profile.getInteger("keysExamined"),
                profile.getInteger("docsExamined"),
                profile.getInteger("nreturned"),
                profile.get("hasSortStage", false));
        LOGGER.infof("%s of %s: %s", command, collection, cost);
        return cost;
    }

    void stop() {
        database.runCommand(new Document("profile", 0));
        database.getCollection("system.profile").drop();
    }
}
