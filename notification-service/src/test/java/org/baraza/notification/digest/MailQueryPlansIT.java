package org.baraza.notification.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.notification.NotificationEvent;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.contracts.notification.NotificationView;
import org.baraza.eventlog.LogRecord;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.baraza.notification.digest.DigestRow.Planned;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
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

/** What mails cost the database, and how it answers their queries, by its own profiler. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class MailQueryPlansIT {

    private static final String BY_KEY = "(IXSCAN \\{ _id: 1 \\}|IDHACK|EXPRESS.*)";
    private static final int UNREAD = 60;
    private static final int READ = 240;
    private static final int PEOPLE = 100;
    private static final int MESSAGES = 1_000;

    private final String bob = Conversation.somebody("bob");
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    MongoClient client;

    @Inject
    Neighbours neighbours;

    @Inject
    UnseenRepository notifications;

    @Inject
    DigestRepository rows;

    @Inject
    MailFeed feed;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String databaseName;

    @BackendsResource.Running
    Backends backends;

    private MongoDatabase database;

    @BeforeEach
    void requireRealDatabase() {
        assumeTrue(backends.database().kind() != Database.Kind.STAND_IN, "the stand-in has no plans");
        database = client.getDatabase(databaseName);
    }

    @AfterEach
    void stopProfiling() {
        if (database != null) {
            database.runCommand(new Document("profile", 0));
        }
    }

    @Test
    void whatIsUnseenSinceIsReadByItsIndexAndNothingElse() {
        // Given
        store();
        profile();

        // When
        Instant since = now.minusSeconds(UNREAD / 2 - 1);
        assertThat(notifications.of(bob, since, 1_000).await().indefinitely()).hasSize(UNREAD / 2);

        // Then
        assertIndexed("notifications", "IXSCAN { userId: 1, isRead: 1, createdAt: -1, _id: -1 }", UNREAD / 2);
    }

    @Test
    void whatWasSeenSinceIsReadByItsIndexAndNothingElse() {
        // Given
        store();
        profile();

        // When
        Instant since = now.minusSeconds(30);
        assertThat(notifications.seen(bob, since, 200).await().indefinitely()).hasSize(30);

        // Then
        assertIndexed("notifications", "IXSCAN { userId: 1, isRead: 1, createdAt: -1, _id: -1 }", 30);
    }

    @Test
    void aMarkExaminesItsNotificationAlone() {
        // Given
        store();
        profile();

        // When
        notifications.mark(List.of(Planned.of(bob + "~1", 1))).await().indefinitely();

        // Then
        assertThat(profiled("notifications", "update")).singleElement().satisfies(mark -> {
            assertThat(mark.getString("planSummary")).matches(BY_KEY);
            assertThat(mark.getInteger("docsExamined")).isEqualTo(1);
        });
    }

    @Test
    void whatIsDueIsReadByItsIndexAndNothingElse() {
        // Given
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        rows.write(IntStream.range(0, PEOPLE)
                        .mapToObj(i -> {
                            DigestRow row = DigestRow.of(Conversation.somebody("waiting"));
                            row.arise(now, i < 10 ? longAgo.plusSeconds(i) : now.plus(Duration.ofDays(1)));
                            row.leasedBy = "a test";
                            row.dueAt = i < 10 ? longAgo.plusSeconds(i) : now.plus(Duration.ofDays(1));
                            return row;
                        })
                        .toList())
                .await()
                .indefinitely();
        profile();

        // When
        rows.due(longAgo.plusSeconds(60), 4).await().indefinitely();

        // Then
        assertThat(profiled("digests", "query"))
                .filteredOn(find -> find.get("command", Document.class).getInteger("limit", 0) == 4)
                .allSatisfy(find -> {
                    assertThat(find.getString("planSummary")).isEqualTo("IXSCAN { dueAt: 1 }");
                    assertThat(find.getInteger("docsExamined")).isEqualTo(find.getInteger("nreturned"));
                    assertThat(find.getBoolean("hasSortStage", false)).isFalse();
                });
    }

    @Test
    void aThousandMessagesCostOneFindWhereMailsAreDueAndThreeCallsWhereNoneIs() {
        // Given
        List<String> people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> Conversation.somebody("reader"))
                .toList();
        people.forEach(person -> neighbours.introduce(person, "A", "Reader", person + "@example.org"));
        List<LogRecord<NotificationEvent>> batch = IntStream.range(0, MESSAGES)
                .mapToObj(i -> raised(people.get(i % PEOPLE)))
                .toList();

        // When
        profile();
        feed.apply(batch);
        List<String> first = callsOf(people);
        profile();
        feed.apply(batch);
        List<String> second = callsOf(people);

        // Then
        assertThat(first).containsExactly("digests query", "preferences query", "digests insert");
        assertThat(second).containsExactly("digests query");
        assertThat(rows.find(people).await().indefinitely()).hasSize(PEOPLE);
    }

    /** Calls of the feed for these people; an insert of many is one call, and the profiler's line of each holds a document. */
    private List<String> callsOf(List<String> people) {
        List<String> calls = new ArrayList<>();
        for (Document line : database.getCollection("system.profile")
                .find(in("ns", databaseName + ".digests", databaseName + ".preferences"))) {
            String call = line.getString("ns").substring(databaseName.length() + 1) + ' ' + line.getString("op");
            if (line.toString().contains(people.get(0)) || call.endsWith("insert")) {
                calls.add(call);
            }
        }
        return calls;
    }

    private void assertIndexed(String collection, String plan, int returned) {
        assertThat(profiled(collection, "query")).singleElement().satisfies(find -> {
            assertThat(find.getString("planSummary")).isEqualTo(plan);
            assertThat(find.getInteger("nreturned")).isEqualTo(returned);
            assertThat(find.getInteger("docsExamined")).isEqualTo(returned);
            assertThat(find.getBoolean("hasSortStage", false)).isFalse();
        });
    }

    private void profile() {
        database.runCommand(new Document("profile", 0));
        database.getCollection("system.profile").drop();
        database.runCommand(new Document("profile", 2));
    }

    private List<Document> profiled(String collection, String operation) {
        return database.getCollection("system.profile")
                .find(and(eq("ns", databaseName + '.' + collection), eq("op", operation)))
                .into(new ArrayList<>());
    }

    private void store() {
        List<Document> documents = new ArrayList<>();
        for (int i = 1; i <= UNREAD + READ; i++) {
            documents.add(document(bob, i, i > UNREAD, now.minusSeconds(Math.abs(i - UNREAD))));
        }
        for (int i = 1; i <= 2_000; i++) {
            documents.add(document(Conversation.somebody("other"), i, i % 2 == 0, now));
        }
        database.getCollection("notifications").insertMany(documents);
    }

    private static Document document(String userId, int number, boolean isRead, Instant at) {
        return new Document("_id", userId + "~" + number)
                .append("userId", userId)
                .append("type", "NEW_MESSAGE")
                .append("conversationId", "dm.bob.x" + number)
                .append("senderId", "x" + number)
                .append("firstSeq", 1L)
                .append("lastSeq", 1L)
                .append("count", 1L)
                .append("isRead", isRead)
                .append("preview", "hello")
                .append("createdAt", Date.from(at));
    }

    private LogRecord<NotificationEvent> raised(String person) {
        NotificationView notification =
                new NotificationView("dm.a.b~1", "NEW_MESSAGE", "one", "one", null, false, null, now, Map.of());
        return new LogRecord<>(0, 0, person, new NotificationRaised(person, notification, 1), Context.root(), now);
    }
}
