package org.baraza.notification.preference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Tokens;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the database's own profiler says of the queries on preferences, mutes and devices: each is an index scan that fetches at
 * most twice what it returns or changes; counts fetch nothing.
 */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class PreferenceQueryPlansIT {

    private static final String BASE = "/api/v1/notifications";
    private static final int OWN = 15;
    private static final int OF_OTHERS = 1_000;

    private final String bob = Conversation.somebody("bob");
    private final List<String> others = IntStream.range(0, OF_OTHERS)
            .mapToObj(i -> Conversation.somebody("x"))
            .toList();

    @Inject
    MongoClient client;

    @Inject
    MuteRepository mutes;

    @Inject
    DeviceRepository devices;

    @Inject
    Wishes wishes;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String databaseName;

    @BackendsResource.Running
    Backends backends;

    private MongoDatabase database;

    @BeforeEach
    void profileRealDatabase() {
        assumeTrue(backends.database().kind() != Database.Kind.STAND_IN, "the stand-in has no plans");
        database = client.getDatabase(databaseName);
        mutes.persist(both(i -> mute(bob, i), i -> mute(others.get(i), i)))
                .await()
                .indefinitely();
        devices.persist(both(i -> device(bob, i), i -> device(others.get(i), i)))
                .await()
                .indefinitely();
        database.getCollection(PreferencesDocument.COLLECTION)
                .insertMany(others.stream()
                        .map(other -> new Document("_id", other).append("pushEnabled", false))
                        .toList());
        database.runCommand(new Document("profile", 0));
        database.getCollection("system.profile").drop();
        database.runCommand(new Document("profile", 2));
    }

    @AfterEach
    void stopProfiling() {
        if (database != null) {
            database.runCommand(new Document("profile", 0));
        }
    }

    @Test
    void preferencesAreReadAndChangedByTheirPerson() {
        // When
        Tokens.as(bob).get(BASE + "/preferences").then().statusCode(200);
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body("{\"pushEnabled\":false}")
                .put(BASE + "/preferences")
                .then()
                .statusCode(200);
        wishes.of(others.subList(0, 50)).await().indefinitely();

        // Then
        assertPlans(PreferencesDocument.COLLECTION, 3);
    }

    @Test
    void mutesAreListedCountedAndChangedInTheirIndexes() {
        // Given
        String path = BASE + "/mutes/"
                + Conversation.between(bob, Conversation.somebody("amina")).id();

        // When
        Tokens.as(bob).queryParam("limit", "10").get(BASE + "/mutes").then().statusCode(200);
        Tokens.as(bob).put(path).then().statusCode(200);
        Tokens.as(bob).put(path).then().statusCode(200);
        Tokens.as(bob).delete(path).then().statusCode(200);
        wishes.muted(List.of(new Wishes.Side(bob, mute(bob, 1).conversationId())))
                .await()
                .indefinitely();

        // Then
        assertPlans(MuteDocument.COLLECTION, 8);
        assertThat(of(MuteDocument.COLLECTION)).noneMatch(query -> query.getBoolean("hasSortStage", false));
    }

    @Test
    void devicesAreRegisteredFoundAndTakenAwayInTheirIndexes() {
        // When
        register("new-" + bob, "device-1");
        register("newer-" + bob, "device-1");
        List<Device> found = devices.of(List.of(bob, others.get(0))).await().indefinitely();
        List<Device> page = devices.page(others.get(0), 20).await().indefinitely();
        devices.removeDead(found.get(0)).await().indefinitely();
        Tokens.as(bob).delete(BASE + "/push-tokens/newer-" + bob).then().statusCode(200);

        // Then
        assertThat(found).hasSize(OWN + 1);
        assertThat(page).isNotEmpty();
        assertPlans(Device.COLLECTION, 10);
        assertThat(of(Device.COLLECTION)).noneMatch(query -> query.getBoolean("hasSortStage", false));
    }

    private void assertPlans(String collection, int atLeast) {
        assertThat(of(collection)).hasSizeGreaterThanOrEqualTo(atLeast).allSatisfy(query -> {
            assertThat(query.getString("planSummary"))
                    .as(query.toJson())
                    .matches("(IXSCAN|COUNT_SCAN) \\{.*|IDHACK|EXPRESS.*");
            boolean isCount = query.get("command", Document.class).containsKey("aggregate");
            int touched = isCount ? 0 : touched(query);
            assertThat(query.getInteger("docsExamined")).as(query.toJson()).isLessThanOrEqualTo(2 * touched);
            assertThat(query.getInteger("keysExamined"))
                    .as(query.toJson())
                    .isLessThanOrEqualTo(isCount ? OWN + 4 : 2 * touched + 1);
        });
    }

    /** How many documents a command returned or changed. */
    private static int touched(Document query) {
        return query.getInteger("nreturned", 0)
                + query.getInteger("nMatched", 0)
                + query.getInteger("ndeleted", 0)
                + query.getInteger("nUpserted", 0);
    }

    /** Everything that is no part of making the collection. */
    private List<Document> of(String collection) {
        return database.getCollection("system.profile")
                .find(and(eq("ns", databaseName + "." + collection), in("op", "query", "command", "update", "remove")))
                .into(new ArrayList<>());
    }

    private void register(String token, String deviceId) {
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body("{\"token\":\"" + token + "\",\"deviceType\":\"android\",\"deviceId\":\"" + deviceId + "\"}")
                .post(BASE + "/push-tokens")
                .then()
                .statusCode(200);
    }

    private static <T> List<T> both(IntFunction<T> own, IntFunction<T> foreign) {
        List<T> all = new ArrayList<>(IntStream.range(0, OWN).mapToObj(own).toList());
        all.addAll(IntStream.range(0, OF_OTHERS).mapToObj(foreign).toList());
        return all;
    }

    private static MuteDocument mute(String userId, int number) {
        String conversationId = "dm." + userId + ".x" + number;
        return new MuteDocument(MuteDocument.key(userId, conversationId), userId, conversationId, null);
    }

    private static Device device(String userId, int number) {
        return new Device(userId + number, userId, "android", "device-" + number, "token", null, null, Instant.EPOCH);
    }
}
