package org.baraza.conversation;

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
public record Profiler(MongoDatabase database) {

    private static final Logger LOGGER = Logger.getLogger(Profiler.class);

    /** Looks at everything from now on. */
    public void start() {
        database.runCommand(new Document("profile", 2));
    }

    /** Ends it, and forgets what was seen. */
    public void stop() {
        database.runCommand(new Document("profile", 0));
        database.getCollection("system.profile").drop();
    }

    /**
     * The last thing that was asked of a collection.
     *
     * @param command the name of the database's command
     */
    public Document last(String collection, String command) {
        Document cost = database.getCollection("system.profile")
                .find(inCollection(collection).append("command." + command, collection))
                .sort(new Document("ts", -1))
                .first();
        assertThat(cost).as("profile of " + command).isNotNull();
        requireIndexed(cost);
        return cost;
    }

    /** Makes a call that changes documents; a cost for each. */
    public List<Document> costsOfWrites(String collection, Supplier<Uni<?>> call) {
        stop();
        start();
        call.get().await().atMost(Duration.ofSeconds(10));
        List<Document> costs = database.getCollection("system.profile")
                .find(inCollection(collection)
                        .append(
                                "$or",
                                List.of(
                                        new Document("op", new Document("$in", List.of("update", "remove"))),
                                        new Document("command.findAndModify", collection))))
                .into(new ArrayList<>());
        assertThat(costs).as("writes to " + collection).isNotEmpty();
        costs.forEach(Profiler::requireIndexed);
        return costs;
    }

    private Document inCollection(String collection) {
        return new Document("ns", database.getName() + '.' + collection);
    }

    private static void requireIndexed(Document cost) {
        int found = cost.get("nreturned", cost.get("nMatched", cost.get("ndeleted", 0)));
        LOGGER.infof(
                "%s of %s: %s, keys: %d, documents: %d, found: %d",
                cost.get("op"),
                cost.get("ns"),
                cost.get("planSummary"),
                cost.get("keysExamined"),
                cost.get("docsExamined"),
                found);
        assertThat(cost.get("planSummary", "none")).isNotEqualTo("none").doesNotContain("COLLSCAN");
        assertThat(cost.get("hasSortStage", false))
                .as("sorted after it was found, not by an index")
                .isFalse();
        assertThat(cost.get("docsExamined", 0)).isLessThanOrEqualTo(2 * Math.max(1, found));
    }
}
