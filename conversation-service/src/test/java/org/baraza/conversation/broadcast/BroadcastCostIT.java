package org.baraza.conversation.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.conversation.Announcement;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.directory.UserDirectory;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What a broadcast to {@value #MANY} people costs beside one to {@value #FEW}, as the database's operation counters tell it. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class BroadcastCostIT {

    private static final int MANY = 100_000;
    private static final int FEW = 10;
    private static final int READERS = 20_000;
    private static final Duration BOUND = Duration.ofMinutes(3);

    @Inject
    Events events;

    @Inject
    MongoClient client;

    @Inject
    UserDirectory directory;

    @Inject
    TouchRepository touches;

    @Inject
    BroadcastInbox inbox;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String databaseName;

    Backends backends;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aBroadcastToManyIsAsManyWritesAsOneToFewAndDoesNotGrowWhenTheyReadIt() {
        assumeThat(backends.database().kind())
                .as("the stand-in counts no operations")
                .isNotEqualTo(Database.Kind.STAND_IN);

        // Given
        List<String> many = people("many", MANY);
        List<String> few = people("few", FEW);
        events.joinAll(many, "many-" + suffix);
        events.joinAll(few, "few-" + suffix);
        eventually(() -> assertThat(directory.countOf("many-" + suffix)).isEqualTo(MANY));
        eventually(() -> assertThat(standings()).isGreaterThanOrEqualTo(MANY + FEW));

        // When
        Announcement toFew = Announcement.by(few.get(0), Audience.chapter("few-" + suffix));
        Map<String, Long> costOfFew = writesOf(toFew, few.get(1));
        Announcement toMany = Announcement.by(many.get(0), Audience.chapter("many-" + suffix));
        Map<String, Long> costOfMany = writesOf(toMany, many.get(1));

        // Then
        assertThat(costOfMany).isEqualTo(costOfFew);
        assertThat(costOfMany.values().stream().mapToLong(Long::longValue).sum())
                .isBetween(3L, 8L);
        assertThat(Stream.of(1, MANY / 2, MANY - 1).map(many::get))
                .allSatisfy(person -> assertThat(InboxClient.unread(person).getInt("broadcast"))
                        .isEqualTo(1));

        // When
        Document before = stored(toMany);
        events.publish(many.subList(1, READERS).stream().map(toMany::readBy).toList());

        // Then
        eventually(() -> assertThat(read(toMany)).isEqualTo(READERS));
        eventually(() -> assertThat(InboxClient.unread(many.get(READERS - 1)).getInt("broadcast"))
                .isZero());
        assertThat(many.subList(0, READERS).stream().mapToLong(this::unread).sum())
                .isZero();
        assertThat(InboxClient.unread(many.get(READERS)).getInt("broadcast")).isEqualTo(1);
        assertThat(stored(toMany)).isEqualTo(before);
    }

    /** Of one that is sent after the other: what a broadcast writes is done when those of the audience see it. */
    private Map<String, Long> writesOf(Announcement announcement, String recipient) {
        Map<String, Long> before = counters();
        events.publish(announcement.at(Instant.now()).sent());
        eventually(() ->
                assertThat(InboxClient.unread(recipient).getInt("broadcast")).isEqualTo(1));
        eventually(
                () -> assertThat(inbox.unread(announcement.senderId()).await().atMost(BOUND))
                        .isZero());
        Map<String, Long> after = counters();
        return after.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() - before.get(entry.getKey())));
    }

    private Map<String, Long> counters() {
        Document counters = client.getDatabase("admin")
                .runCommand(new Document("serverStatus", 1))
                .get("opcounters", Document.class);
        return Stream.of("insert", "update", "delete")
                .collect(Collectors.toMap(
                        name -> name, name -> counters.get(name, Number.class).longValue()));
    }

    private long standings() {
        return client.getDatabase(databaseName)
                .getCollection("audiences")
                .countDocuments(new Document("_id", new Document("$regex", "^USER:(many|few)-.*-" + suffix + "$")));
    }

    private Document stored(Announcement announcement) {
        return client.getDatabase(databaseName)
                .getCollection("broadcasts")
                .find(new Document("_id", announcement.id()))
                .first();
    }

    private long read(Announcement announcement) {
        return touches.count(announcement.id(), TouchState.READ).await().atMost(BOUND);
    }

    private long unread(String userId) {
        return inbox.unread(userId).await().atMost(BOUND);
    }

    private List<String> people(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> name + '-' + i + '-' + suffix)
                .toList();
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(BOUND).untilAsserted(assertion);
    }
}
