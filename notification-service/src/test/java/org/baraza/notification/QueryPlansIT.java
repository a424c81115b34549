package org.baraza.notification;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Posts;
import org.baraza.notification.testing.Tokens;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the database's own profiler says of the queries that the service really makes: that each is an index scan, and that
 * none fetches a document which it does not return or change. Counts return one number and so cannot: they walk the keys of
 * what they count and fetch nothing.
 */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class QueryPlansIT {

    private static final String BASE = "/api/v1/notifications";
    private static final int OF_BOB = 300;
    private static final int UNREAD = 60;
    private static final int OF_OTHERS = 2_000;

    private final String bob = Conversation.somebody("bob");

    @Inject
    MongoClient client;

    @Inject
    Neighbours neighbours;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String databaseName;

    @BackendsResource.Running
    Backends backends;

    private MongoDatabase database;

    @BeforeEach
    void profileRealDatabase() {
        assumeTrue(backends.database().kind() != Database.Kind.STAND_IN, "the stand-in has no plans");
        database = client.getDatabase(databaseName);
        List<Document> documents = new ArrayList<>();
        for (int i = 1; i <= OF_BOB; i++) {
            documents.add(document(bob, i, i > UNREAD));
        }
        for (int i = 1; i <= OF_OTHERS; i++) {
            documents.add(document(Conversation.somebody("other"), i, i % 2 == 0));
        }
        database.getCollection("notifications").insertMany(documents);
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
    void aPageIsReadInTheOrderOfItsIndexAndFetchesOnlyItself() {
        // When
        bobs().queryParam("limit", "50").get(BASE).then().statusCode(200);

        // Then
        Document page = onlyQuery("find");
        assertThat(page.getString("planSummary")).isEqualTo("IXSCAN { userId: 1, createdAt: -1, _id: -1 }");
        assertThat(page.getInteger("nreturned")).isEqualTo(50);
        assertThat(page.getInteger("docsExamined")).isEqualTo(50);
        assertThat(page.getInteger("keysExamined")).isEqualTo(50);
        assertThat(page.getBoolean("hasSortStage", false)).isFalse();
    }

    @Test
    void aLaterPageWalksTheKeysBeforeItButFetchesOnlyItself() {
        // When
        bobs().queryParam("limit", "50")
                .queryParam("page", "3")
                .get(BASE)
                .then()
                .statusCode(200);

        // Then
        Document page = onlyQuery("find");
        assertThat(page.getInteger("docsExamined")).isEqualTo(50);
        assertThat(page.getInteger("keysExamined")).isEqualTo(150);
    }

    @Test
    void aPageOfTheUnreadFetchesOnlyItself() {
        // When
        bobs().queryParam("limit", "50")
                .queryParam("unreadOnly", "true")
                .get(BASE)
                .then()
                .statusCode(200);

        // Then
        Document page = onlyQuery("find");
        assertThat(page.getString("planSummary")).isEqualTo("IXSCAN { userId: 1, isRead: 1, createdAt: -1, _id: -1 }");
        assertThat(page.getInteger("docsExamined")).isEqualTo(50);
        assertThat(page.getInteger("keysExamined")).isEqualTo(50);
        assertThat(page.getBoolean("hasSortStage", false)).isFalse();
    }

    @Test
    void countsWalkTheKeysOfWhatTheyCountAndFetchNothing() {
        // When
        bobs().get(BASE).then().statusCode(200);

        // Then
        List<Document> counts = queries("aggregate");
        assertThat(counts).hasSize(2).allSatisfy(count -> {
            assertThat(count.getString("planSummary")).matches("(IXSCAN|COUNT_SCAN) \\{ userId: 1, .*");
            assertThat(count.getInteger("docsExamined")).isZero();
        });
        assertThat(counts)
                .extracting(count -> count.getInteger("keysExamined"))
                .allSatisfy(keys -> assertThat(keys).isBetween(UNREAD, OF_BOB + 1));
    }

    @Test
    void markingOneReadExaminesThatOne() {
        // When
        bobs().patch(BASE + "/dm.bob.x5~5/read").then().statusCode(200);

        // Then
        Document mark = onlyUpdate();
        assertThat(mark.getString("planSummary")).matches("(IXSCAN \\{ _id: 1 \\}|IDHACK|EXPRESS.*)");
        assertThat(mark.getInteger("docsExamined")).isEqualTo(1);
        assertThat(mark.getInteger("nModified")).isEqualTo(1);
    }

    @Test
    void deletingOneExaminesThatOneAlsoWhenItIsRepeated() {
        // When
        bobs().delete(BASE + "/dm.bob.x5~5").then().statusCode(200);
        bobs().delete(BASE + "/dm.bob.x5~5").then().statusCode(200);

        // Then
        assertThat(updates()).hasSize(2).allSatisfy(delete -> {
            assertThat(delete.getString("planSummary")).matches("(IXSCAN \\{ _id: 1 \\}|IDHACK|EXPRESS.*)");
            assertThat(delete.getInteger("docsExamined")).isEqualTo(1);
        });
        assertThat(updates())
                .extracting(delete -> delete.getInteger("nModified"))
                .containsExactly(1, 0);
        assertThat(queries("aggregate"))
                .filteredOn(count -> !count.getString("planSummary").contains("userId"))
                .singleElement()
                .satisfies(gone -> {
                    assertThat(gone.getString("planSummary")).matches("(IXSCAN \\{ _id: 1 \\}|IDHACK|EXPRESS.*)");
                    assertThat(gone.getInteger("docsExamined")).isEqualTo(1);
                });
    }

    @Test
    void markingAllReadExaminesTheUnreadOnly() {
        // When
        bobs().post(BASE + "/mark-all-read").then().statusCode(200);

        // Then
        Document mark = onlyUpdate();
        assertThat(mark.getString("planSummary")).isEqualTo("IXSCAN { userId: 1, isRead: 1, createdAt: -1, _id: -1 }");
        assertThat(mark.getInteger("docsExamined")).isEqualTo(UNREAD);
        assertThat(mark.getInteger("nModified")).isEqualTo(UNREAD);
    }

    @Test
    void aMessageExaminesTheNotificationsThatItTouches() {
        // Given
        String amina = Conversation.somebody("amina");
        Conversation conversation = Conversation.between(amina, bob);
        neighbours.publish(conversation.message(amina, "one"));
        await().until(() -> !neighbours.heardOf(bob).isEmpty());

        // When
        neighbours.publish(conversation.message(amina, "two"));
        await().until(() -> neighbours.heardOf(bob).size() == 2);

        // Then
        assertThat(queries("find")).isNotEmpty().allSatisfy(find -> {
            assertThat(find.getString("planSummary")).matches("IXSCAN \\{ _id: 1 \\}|IDHACK|EXPRESS.*");
            assertThat(find.getInteger("docsExamined")).isEqualTo(find.getInteger("nreturned"));
        });
        assertThat(queries("aggregate"))
                .isNotEmpty()
                .allSatisfy(
                        count -> assertThat(count.getInteger("docsExamined")).isZero());
        assertThat(updates()).hasSize(2).allSatisfy(update -> {
            assertThat(update.getString("planSummary")).matches("(IXSCAN \\{ _id: 1 \\}|IDHACK|EXPRESS.*)");
            assertThat(update.getInteger("docsExamined")).isLessThanOrEqualTo(1);
        });
    }

    @Test
    void whatAnotherSystemPostsExaminesTheNotificationThatItMakes() {
        // When
        neighbours.post(Posts.like(bob, Conversation.somebody("amina")));
        await().until(() -> !neighbours.heardOf(bob).isEmpty());

        // Then
        assertThat(queries("find")).isNotEmpty().allSatisfy(find -> {
            assertThat(find.getString("planSummary")).matches("IXSCAN \\{ _id: 1 \\}|IDHACK|EXPRESS.*");
            assertThat(find.getInteger("docsExamined")).isEqualTo(find.getInteger("nreturned"));
        });
        assertThat(queries("aggregate"))
                .isNotEmpty()
                .allSatisfy(
                        count -> assertThat(count.getInteger("docsExamined")).isZero());
        assertThat(updates()).isEmpty();
    }

    private RequestSpecification bobs() {
        return Tokens.as(bob);
    }

    private Document onlyQuery(String command) {
        List<Document> found = queries(command);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<Document> queries(String command) {
        return profiled(and(
                in("op", "query", "command"), exists("command." + command), eq("ns", databaseName + ".notifications")));
    }

    private Document onlyUpdate() {
        List<Document> found = updates();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<Document> updates() {
        return profiled(and(eq("op", "update"), eq("ns", databaseName + ".notifications")));
    }

    private List<Document> profiled(Bson filter) {
        return database.getCollection("system.profile").find(filter).into(new ArrayList<>());
    }

    private static Document document(String userId, int number, boolean isRead) {
        String conversationId = "dm.bob.x" + number;
        return new Document("_id", userId + "~" + conversationId)
                .append("userId", userId)
                .append("type", "NEW_MESSAGE")
                .append("conversationId", conversationId)
                .append("senderId", "x" + number)
                .append("firstSeq", (long) number)
                .append("lastSeq", (long) number)
                .append("count", 1L)
                .append("isRead", isRead)
                .append("preview", "hello")
                .append("createdAt", Date.from(Conversation.BEGINNING.plusSeconds(number)));
    }
}
