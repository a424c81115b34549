package org.baraza.message.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.baraza.message.Calls;
import org.baraza.message.Commands;
import org.baraza.message.RealBackends;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** How often one sync asks the store, by its profiler. Skipped on the stand-in. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class SyncCostIT {

    /** Broadcasts and direct conversations of the person, how far they have come, by messages and by changes. */
    private static final List<String> LOOK = List.of("audiences", "cursors", "messages", "settled");

    private static final int HASH_LENGTH = 32;

    /** Other tests send to everybody. */
    private static final String BEHIND_BROADCASTS = new SyncCursor("bc." + "f".repeat(HASH_LENGTH), null).encode();

    @Inject
    Commands commands;

    @Inject
    MongoClient client;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String databaseName;

    Backends backends;

    private String amina;

    @BeforeEach
    void somebodyAsks() {
        assumeThat(backends.database().kind())
                .as("the stand-in has no profiler")
                .isNotEqualTo(Database.Kind.STAND_IN);
        amina = commands.somebodyOf("chapter-of-costs");
    }

    @AfterEach
    void stopProfiling() {
        if (backends.database().kind() != Database.Kind.STAND_IN) {
            profile(0);
        }
    }

    @Test
    void whoLacksNothingCostsALook() {
        // Given
        String other = commands.somebody();
        commands.carryOut(Commands.send(other, amina, "text"));
        JsonPath before = sync(holding()).answer();

        // When
        Asked asked = sync(holding(before));

        // Then
        assertThat(asked.answer().getList("conversations")).isEmpty();
        assertThat(asked.collections()).containsExactlyInAnyOrderElementsOf(LOOK);
    }

    @Test
    void messagesOfOneConversationCostTwoCallsMore() {
        // Given
        commands.carryOut(Commands.send(commands.somebody(), amina, "text"));

        // When
        Asked asked = sync(holding());

        // Then
        assertThat(asked.answer().getList("conversations.messages.content.flatten()"))
                .contains("text");
        assertThat(asked.collections()).containsExactlyInAnyOrderElementsOf(and(LOOK, "messages", "cursors"));
    }

    @Test
    void messagesAndChangesOfManyConversationsCostNoMoreThanOfOne() {
        // Given
        JsonPath before = sync(holding()).answer();
        List<String> others =
                IntStream.range(0, 12).mapToObj(i -> commands.somebody()).toList();
        others.forEach(other -> commands.carryOut(Commands.send(other, amina, "first of " + other)));
        JsonPath held = sync(holding(before)).answer();
        for (String other : others) {
            commands.carryOut(Commands.edit(other, amina, 1, "edited by " + other));
            commands.carryOut(Commands.send(other, amina, "second of " + other));
        }
        commands.carryOut(Commands.delete(amina, others.get(0), 1, DeletionScope.ME));

        // When
        Asked asked = sync(holding(held));

        // Then
        assertThat(asked.answer().getList("conversations")).hasSize(12);
        assertThat(asked.answer().getList("conversations.messages.flatten()")).hasSize(12);
        assertThat(asked.answer().getList("conversations.changes.flatten()")).hasSize(12);
        assertThat(asked.collections())
                .containsExactlyInAnyOrderElementsOf(and(LOOK, "messages", "changes", "messages", "hides", "cursors"));
    }

    /**
     * @param answer as the client gets it
     * @param collections those that were asked, once for each time
     */
    private record Asked(JsonPath answer, List<String> collections) {}

    private Asked sync(String body) {
        profile(0);
        database().getCollection("system.profile").drop();
        profile(2);
        Response answer = Calls.post(amina, "/sync", body);
        profile(0);
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> collections = database()
                .getCollection("system.profile")
                .find(new Document("ns", new Document("$regex", "^" + databaseName + "\\.(?!system)"))
                        .append("op", new Document("$in", List.of("query", "command", "getmore"))))
                .map(profile -> profile.getString("ns").substring(databaseName.length() + 1))
                .into(new ArrayList<>());
        return new Asked(answer.jsonPath(), collections);
    }

    private static String holding() {
        return "{\"cursor\":\"" + BEHIND_BROADCASTS + "\"}";
    }

    private static String holding(JsonPath answer) {
        List<String> held = new ArrayList<>();
        int count = answer.getList("conversations").size();
        for (int i = 0; i < count; i++) {
            String entry = "conversations[" + i + "]";
            held.add("{\"id\":\"" + answer.getString(entry + ".id") + "\",\"seq\":" + answer.getLong(entry + ".seq")
                    + ",\"rev\":" + answer.getLong(entry + ".rev") + "}");
        }
        return "{\"cursor\":\"" + BEHIND_BROADCASTS + "\",\"conversations\":[" + String.join(",", held) + "]}";
    }

    private static List<String> and(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private void profile(int level) {
        database().runCommand(new Document("profile", level));
    }

    private MongoDatabase database() {
        return client.getDatabase(databaseName);
    }
}
