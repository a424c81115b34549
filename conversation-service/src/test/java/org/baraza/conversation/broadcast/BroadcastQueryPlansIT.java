package org.baraza.conversation.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.conversation.Profiler;
import org.baraza.conversation.RealBackends;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What the calls about broadcasts cost, as MongoDB's profiler tells it, in a database of its own. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class BroadcastQueryPlansIT {

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final int PUBLISHED = 200;
    private static final int JOINED = 150;
    private static final int READERS = 120;

    @Inject
    ReactiveMongoClient reactive;

    @Inject
    MongoClient client;

    @Inject
    Tracer tracer;

    Backends backends;

    private final String databaseName = "plans-" + UUID.randomUUID().toString().substring(0, 8);
    private BroadcastRepository broadcasts;
    private TouchRepository touches;
    private AudienceRepository audiences;

    @BeforeEach
    void fillAndProfile() {
        assumeThat(backends.database().kind()).as("the stand-in has no plans").isNotEqualTo(Database.Kind.STAND_IN);
        broadcasts = new BroadcastRepository(reactive, databaseName, tracer);
        touches = new TouchRepository(reactive, databaseName, tracer);
        audiences = new AudienceRepository(reactive, databaseName, tracer);
        done(broadcasts.createIndexes());
        done(touches.createIndexes());
        List<BroadcastDocument> stored = IntStream.rangeClosed(1, PUBLISHED)
                .boxed()
                .flatMap(number -> List.of(
                        broadcast("ALL", number, null),
                        broadcast("CHAPTER:lagos", number, null),
                        broadcast("CUSTOM", number, List.of(number % 4 == 0 ? "amina" : "baraka", "chiku")))
                        .stream())
                .toList();
        done(broadcasts.insert(stored));
        Map<String, BroadcastDocument> byId =
                stored.stream().collect(Collectors.toMap(BroadcastDocument::id, Function.identity()));
        done(touches.apply(
                IntStream.range(0, READERS)
                        .mapToObj(i -> new Touch(
                                "ALL-190",
                                "person-" + i,
                                i % 3 == 0
                                        ? Touch.Kind.ACKNOWLEDGED
                                        : i % 3 == 1 ? Touch.Kind.READ : Touch.Kind.DELIVERED,
                                START.plusSeconds(i),
                                new LogPosition(0, i),
                                0))
                        .toList(),
                byId));
        done(touches.apply(
                IntStream.rangeClosed(160, 180)
                        .mapToObj(number -> new Touch(
                                "ALL-" + number,
                                "amina",
                                number < 165 ? Touch.Kind.HIDDEN : Touch.Kind.READ,
                                START,
                                new LogPosition(0, 1_000 + number),
                                0))
                        .toList(),
                byId));
        done(audiences.advance(List.of(
                new AudienceHead("ALL", PUBLISHED, START), new AudienceHead("CHAPTER:lagos", PUBLISHED, START))));
        done(audiences.save(List.of(Standing.fromTheStart("amina", Set.of("ALL", "CHAPTER:lagos")))));
        new Profiler(database()).start();
    }

    @AfterEach
    void dropIt() {
        if (backends.database().kind() != Database.Kind.STAND_IN) {
            new Profiler(database()).stop();
            database().drop();
        }
    }

    @Test
    void unreadNumbersAreOneReadByKeyHoweverManyBroadcastsThereAre() {
        // When
        List<AudienceDocument> found = done(audiences.find(List.of("ALL", "CHAPTER:lagos", "USER:amina")));

        // Then
        assertThat(found).hasSize(3);
        assertCost("audiences", "find", "IXSCAN { _id: 1 }", 3);
    }

    @Test
    void thoseThatNameSomebodyAreCountedOnTheIndexAlone() {
        // When
        long count = done(broadcasts.countNaming("amina"));

        // Then
        assertThat(count).isEqualTo(PUBLISHED / 4);
        Document cost = costOf("broadcasts", "aggregate");
        assertThat(cost.getString("planSummary")).startsWith("COUNT_SCAN { named: 1");
        assertThat(cost.getInteger("docsExamined")).isZero();
    }

    @Test
    void anAudienceIsListedOnTheIndexAlone() {
        // When
        List<BroadcastKey> newest = done(broadcasts.newest("ALL", JOINED, List.of(199L, 198L), 20));

        // Then
        assertThat(newest).hasSize(20).first().extracting(BroadcastKey::id).isEqualTo("ALL-200");
        Document cost = assertCost("broadcasts", "find", "IXSCAN { audience: 1, createdAt: -1, _id: -1", 22);
        assertThat(cost.getInteger("docsExamined")).isZero();
    }

    @Test
    void allThatSomebodyMaySeeOfAnAudienceIsListedWithoutThoseBeforeThem() {
        // When
        List<BroadcastKey> newest = done(broadcasts.newest("ALL", JOINED, List.of(), PUBLISHED - JOINED));

        // Then
        assertThat(newest).hasSize(PUBLISHED - JOINED);
        assertCost("broadcasts", "find", "IXSCAN { audience: 1, createdAt: -1, _id: -1", PUBLISHED - JOINED);
    }

    @Test
    void thoseThatNameSomebodyAreListedOnTheIndexAlone() {
        // When
        List<BroadcastKey> newest = done(broadcasts.newestNaming("amina", List.of("CUSTOM-196"), 20));

        // Then
        assertThat(newest).hasSize(20);
        Document cost = assertCost("broadcasts", "find", "IXSCAN { named: 1, createdAt: -1, _id: -1 }", 21);
        assertThat(cost.getInteger("docsExamined")).isZero();
    }

    @Test
    void howFarAnAudienceWentAtATimeIsOneKey() {
        // When
        long published = done(broadcasts.publishedAt("ALL", START.plusSeconds(77)));

        // Then
        assertThat(published).isEqualTo(77);
        assertCost("broadcasts", "find", "IXSCAN { audience: 1, createdAt: -1, _id: -1", 1);
    }

    @Test
    void theLastNumberIsOneKey() {
        // When
        BroadcastDocument last = done(broadcasts.last("ALL")).orElseThrow();

        // Then
        assertThat(last.number()).isEqualTo(PUBLISHED);
        assertCost("broadcasts", "find", "IXSCAN { audience: 1, number: 1 }", 1);
    }

    @Test
    void whatSomebodyHasSentIsListedAndCountedByAnIndex() {
        // When, Then
        assertThat(done(broadcasts.sentBy("sender", 20, 20))).hasSize(20);
        assertCost("broadcasts", "find", "IXSCAN { senderId: 1, createdAt: -1, _id: -1 }", 40);
        assertThat(done(broadcasts.countSentBy("sender"))).isEqualTo(3L * PUBLISHED);
        assertThat(costOf("broadcasts", "aggregate").getInteger("docsExamined")).isZero();
    }

    @Test
    void whetherSomebodyIsNamedIsAskedOfOneBroadcast() {
        // When, Then
        assertThat(done(broadcasts.names("CUSTOM-4", "amina"))).isTrue();
        assertThat(costOf("broadcasts", "find").getInteger("docsExamined")).isLessThanOrEqualTo(1);
    }

    @Test
    void whoeverHasReceivedReadOrAcknowledgedIsCountedOnAnIndexAlone() {
        for (TouchState state : TouchState.values()) {
            // When
            long count = done(touches.count("ALL-190", state));

            // Then
            assertThat(count).isPositive();
            Document cost = costOf("broadcastTouches", "aggregate");
            assertThat(cost.getString("planSummary")).as(state.name()).startsWith("COUNT_SCAN");
            assertThat(cost.getInteger("docsExamined")).as(state.name()).isZero();
            assertThat(cost.getInteger("keysExamined")).as(state.name()).isLessThanOrEqualTo((int) count + 1);
        }
    }

    @Test
    void whoeverHasReceivedReadOrAcknowledgedIsListedInOrder() {
        for (TouchState state : TouchState.values()) {
            // When
            List<TouchDocument> page = done(touches.page("ALL-190", state, null, 10, 20));

            // Then
            assertThat(page).hasSize(20);
            Document cost = costOf("broadcastTouches", "find");
            assertThat(cost.get("hasSortStage", false)).as(state.name()).isFalse();
            assertThat(cost.getInteger("docsExamined")).as(state.name()).isEqualTo(20);
            assertThat(cost.getInteger("keysExamined")).as(state.name()).isEqualTo(30);
        }
    }

    @Test
    void aPersonsOwnRowsAreFoundByTheirIndexes() {
        // When, Then
        assertThat(done(touches.own("amina", "ALL", 170))).hasSize(10);
        assertCost("broadcastTouches", "find", "IXSCAN { userId: 1, audience: 1, number: 1 }", 10);
        assertThat(done(touches.hidden("amina"))).hasSize(5);
        assertCost("broadcastTouches", "find", "IXSCAN { userId: 1, hiddenAt: 1 }", 5);
    }

    @Test
    void whatWasSentToAnAudienceIsListedAndCountedByAnIndex() {
        // When, Then
        assertThat(done(broadcasts.sentTo("CHAPTER:lagos", 20, 20))).hasSize(20);
        Document page = assertCost("broadcasts", "find", "IXSCAN { audience: 1, createdAt: -1, _id: -1", 40);
        assertThat(page.getInteger("docsExamined")).isEqualTo(20);
        assertThat(done(broadcasts.countSentTo("CHAPTER:lagos"))).isEqualTo(PUBLISHED);
        Document count = costOf("broadcasts", "aggregate");
        assertThat(count.getInteger("docsExamined")).isZero();
        assertThat(count.getInteger("keysExamined")).isLessThanOrEqualTo(PUBLISHED + 1);
    }

    @Test
    void broadcastsRowsAndStandingsAreReadByTheirKeys() {
        // When, Then
        assertThat(done(broadcasts.find(List.of("ALL-3", "CUSTOM-4", "not-there"))))
                .hasSize(2);
        assertCost("broadcasts", "find", "IXSCAN { _id: 1 }", 2 * 2);
        assertThat(done(broadcasts.recipientsOf("CUSTOM-4"))).contains("amina");
        assertThat(costOf("broadcasts", "find").getInteger("docsExamined")).isEqualTo(1);
        assertThat(done(touches.find(
                        List.of(TouchDocument.idOf("ALL-190", "person-1"), TouchDocument.idOf("ALL-190", "person-2")))))
                .hasSize(2);
        assertCost("broadcastTouches", "find", "IXSCAN { _id: 1 }", 2 * 2);
        assertThat(done(audiences.standings(List.of("amina", "nobody")))).hasSize(1);
        assertCost("audiences", "find", "IXSCAN { _id: 1 }", 2);
    }

    @Test
    void everyWriteFindsItsDocumentByItsKey() {
        // Given
        BroadcastDocument touched = done(broadcasts.find(List.of("ALL-3"))).get(0);
        Touch read = new Touch("ALL-3", "amina", Touch.Kind.READ, START, new LogPosition(0, 5_000), 0);
        Standing standing = done(audiences.standings(List.of("amina"))).get(0);
        BroadcastChange edit = new BroadcastChange("ALL-3", 1, "new", null, "new", List.of(), START);

        // When, Then
        assertWrites("broadcasts", () -> broadcasts.change(List.of(edit)));
        assertWrites("broadcasts", () -> broadcasts.change(List.of(edit)));
        assertWrites("broadcastTouches", () -> touches.apply(List.of(read), Map.of("ALL-3", touched)));
        assertWrites("audiences", () -> audiences.advance(List.of(new AudienceHead("ALL", PUBLISHED + 1, START))));
        assertWrites("audiences", () -> audiences.save(List.of(standing)));
    }

    private void assertWrites(String collection, Supplier<Uni<?>> call) {
        assertThat(new Profiler(database()).costsOfWrites(collection, call))
                .hasSize(1)
                .allSatisfy(cost -> {
                    assertThat(cost.getString("planSummary"))
                            .isIn("IDHACK", "IXSCAN { _id: 1 }", "EXPRESS_IXSCAN { _id: 1 }");
                    assertThat(cost.getInteger("docsExamined")).isLessThanOrEqualTo(1);
                });
    }

    private Document assertCost(String collection, String command, String plan, int keys) {
        Document cost = costOf(collection, command);
        assertThat(cost.getString("planSummary")).startsWith(plan);
        assertThat(cost.get("hasSortStage", false)).isFalse();
        assertThat(cost.getInteger("keysExamined")).isLessThanOrEqualTo(keys + 1);
        assertThat(cost.getInteger("docsExamined")).isLessThanOrEqualTo(keys);
        return cost;
    }

    private Document costOf(String collection, String command) {
        return new Profiler(database()).last(collection, command);
    }

    private MongoDatabase database() {
        return client.getDatabase(databaseName);
    }

    private static <T> T done(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(10));
    }

    private static BroadcastDocument broadcast(String audience, int number, List<String> named) {
        return new BroadcastDocument(
                audience + '-' + number,
                audience,
                number,
                START.plusSeconds(number),
                "sender",
                "client",
                AudienceType.valueOf(audience.replaceAll(":.*", "")),
                null,
                10,
                named == null ? List.of() : named,
                false,
                "title",
                null,
                Priority.NORMAL,
                false,
                "content",
                List.of(),
                0,
                null,
                false);
    }
}
