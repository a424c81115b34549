package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.eventlog.LogRecord;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.baraza.notification.decision.DecisionRepository;
import org.baraza.notification.decision.Forgetful;
import org.baraza.notification.inbox.NotificationId;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Broadcasts;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Tokens;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What the database's profiler says of everything that pushes and decisions ask of it, beside thousands of others'. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class PushQueryPlansIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int OTHERS = 2_000;
    private static final int OLD = 40;
    private static final Set<String> COLLECTIONS =
            Set.of("pushes", "decisions", "pushedBroadcasts", "devices", "mutes", "preferences", "notifications");

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");

    @Inject
    MongoClient client;

    @Inject
    Neighbours neighbours;

    @Inject
    MessageEventsForPush events;

    @Inject
    PresenceEventsForPush receipts;

    @Inject
    PushRepository rows;

    @Inject
    PushedBroadcastRepository broadcasts;

    @Inject
    DecisionRepository decisions;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String databaseName;

    @BackendsResource.Running
    Backends backends;

    private MongoDatabase database;

    @BeforeEach
    void profileRealDatabase() {
        assumeTrue(backends.database().kind() != Database.Kind.STAND_IN, "the stand-in has no plans");
        database = client.getDatabase(databaseName);
        neighbours.introduce(amina, "Amina", "Okafor");
        neighbours.introduce(bob, "Bob", "Mwangi");
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body("{\"token\":\"t-" + bob + "\",\"deviceType\":\"android\",\"deviceId\":\"phone\"}")
                .post("/api/v1/notifications/push-tokens")
                .then()
                .statusCode(200);
        fill("pushes", "since");
        fill("decisions", "decidedAt");
        fill("pushedBroadcasts", "storedAt");
        database.runCommand(new Document("profile", 0));
        database.getCollection("system.profile").drop();
        database.createCollection(
                "system.profile", new CreateCollectionOptions().capped(true).sizeInBytes(64L << 20));
        database.runCommand(new Document("profile", 2));
    }

    @AfterEach
    void stopProfiling() {
        if (database != null) {
            database.runCommand(new Document("profile", 0));
        }
    }

    @Test
    void everythingGoesByAnIndexAndExaminesWhatItReturns() {
        // Given
        Conversation conversation = Conversation.between(amina, bob);
        Broadcasts broadcast = new Broadcasts(amina, Audience.of(List.of(bob)), Priority.NORMAL, now);
        PostNotification post = new PostNotification(
                "like/" + bob, bob, "LIKE", "A like", null, null, "/posts/p1", null, Priority.NORMAL, now);

        // When
        happens(PushIT.fresh(conversation.message(amina, "one")), broadcast.sent("Casting call", "x"));
        neighbours.post(post);
        await().atMost(LONG).until(() -> asked("messageId", conversation.id() + "-1"), "SENT"::equals);
        await().atMost(LONG).until(() -> asked("messageId", broadcast.id() + "-1"), "SENT"::equals);
        await().atMost(LONG)
                .until(
                        () -> asked(
                                "notificationId",
                                NotificationId.posted(post.id()).toString()),
                        "SENT"::equals);
        happens(
                conversation.reading(bob, 1),
                broadcast.edited("Casting call", "y"),
                broadcast.reading(bob),
                broadcast.recalled());
        receipts.apply(
                List.of(new LogRecord<>(0, 0, bob, new MessagesReceived(bob, broadcast.id(), 1, now), Context.root())));
        await().atMost(LONG)
                .until(() -> rows
                        .find(List.of(PushRow.key(bob, conversation.id()), PushRow.key(bob, broadcast.id())))
                        .await()
                        .indefinitely()
                        .values()
                        .stream()
                        .allMatch(row -> row.dueAt == null && row.shownUpTo == 0));
        for (Forgetful store : List.of(rows, broadcasts, decisions)) {
            assertThat(store.forget(now.minus(Duration.ofDays(30)), OLD).await().indefinitely())
                    .isEqualTo(OLD);
        }

        // Then
        List<Document> asked = profiled();
        assertThat(asked.stream().map(PushQueryPlansIT::collection).collect(Collectors.toSet()))
                .isEqualTo(COLLECTIONS);
        assertThat(asked).filteredOn(query -> query.containsKey("planSummary")).allSatisfy(query -> {
            assertThat(query.getString("planSummary")).matches("(IXSCAN .*|IDHACK|EXPRESS.*|COUNT_SCAN.*|EOF)");
            assertThat(query.getInteger("docsExamined", 0)).isLessThanOrEqualTo(2 * Math.max(1, concerned(query)));
            assertThat(query.getBoolean("hasSortStage", false)).isFalse();
        });
    }

    private static int concerned(Document query) {
        return query.getInteger("nreturned", 0) + query.getInteger("nMatched", 0) + query.getInteger("ndeleted", 0);
    }

    private static String collection(Document query) {
        String namespace = query.getString("ns");
        return namespace.substring(namespace.indexOf('.') + 1);
    }

    private List<Document> profiled() {
        List<String> namespaces =
                COLLECTIONS.stream().map(name -> databaseName + '.' + name).toList();
        return database.getCollection("system.profile")
                .find(and(in("ns", namespaces), in("op", "query", "command", "update", "remove")))
                .into(new ArrayList<>());
    }

    private void fill(String collection, String time) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            Instant at = i < OLD ? now.minus(Duration.ofDays(60)) : now;
            documents.add(new Document("_id", bob + "~" + collection + "~" + i)
                    .append("userId", "other-" + i)
                    .append("cause", "dm.other.x")
                    .append("channel", "PUSH")
                    .append("firstSeq", (long) i)
                    .append("version", 1L)
                    .append(time, Date.from(at)));
        }
        database.getCollection(collection).insertMany(documents);
    }

    private String asked(String parameter, String id) {
        return Tokens.as(bob)
                .queryParam(parameter, id)
                .get("/api/v1/notifications/decisions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("decisions[0].reason");
    }

    private void happens(MessageEvent... happened) {
        events.apply(List.of(happened).stream()
                .map(event -> new LogRecord<>(0, 0, event.conversationId(), event, Context.root()))
                .toList());
    }
}
