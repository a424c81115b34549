package org.baraza.conversation.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
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
import org.baraza.conversation.broadcast.ScheduleDocument.State;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What drafts, scheduled broadcasts and reminders ask the database, as MongoDB's profiler tells it: with {@value #OWN} of one
 * author among as many of another, half of them with a time, in a database of their own.
 */
@QuarkusTest
@WithTestResource(RealBackends.class)
class SchedulePlansIT {

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int OWN = 100;

    @Inject
    ReactiveMongoClient reactive;

    @Inject
    MongoClient client;

    @Inject
    Tracer tracer;

    Backends backends;

    private final String databaseName = "plans-" + UUID.randomUUID().toString().substring(0, 8);
    private ScheduleRepository schedules;
    private ReminderRepository reminders;
    private Profiler profiler;

    @BeforeEach
    void fillAndProfile() {
        assumeThat(backends.database().kind()).as("the stand-in has no plans").isNotEqualTo(Database.Kind.STAND_IN);
        schedules = new ScheduleRepository(reactive, databaseName, tracer);
        reminders = new ReminderRepository(reactive, databaseName, tracer);
        done(schedules.createIndexes());
        done(reminders.createIndexes());
        for (String author : List.of("amina", "baraka")) {
            IntStream.range(0, OWN).forEach(i -> done(schedules.insert(schedule(author, i, stateOf(i)))));
        }
        done(reminders.add(IntStream.range(0, OWN)
                .mapToObj(i -> new ReminderDocument("bc." + i, START.plusSeconds(i), "", 0, false))
                .toList()));
        profiler = new Profiler(database());
        profiler.start();
    }

    @AfterEach
    void dropIt() {
        if (backends.database().kind() != Database.Kind.STAND_IN) {
            profiler.stop();
            database().drop();
        }
    }

    @Test
    void anAuthorsOwnAreListedAndCountedByAnIndex() {
        // When, Then
        assertThat(done(schedules.page("amina", 20, 20))).hasSize(20);
        Document page = profiler.last("scheduledBroadcasts", "find");
        assertThat(page.getString("planSummary")).isEqualTo("IXSCAN { authorId: 1, scheduledFor: 1, _id: 1 }");
        assertThat(page.getInteger("keysExamined")).isEqualTo(20 + 20);
        assertThat(page.getInteger("docsExamined")).isEqualTo(20);
        assertThat(done(schedules.count("amina"))).isEqualTo(OWN);
        Document count = profiler.last("scheduledBroadcasts", "aggregate");
        assertThat(count.getInteger("docsExamined")).isZero();
        assertThat(count.getInteger("keysExamined")).isLessThanOrEqualTo(OWN + 1);
    }

    @Test
    void oneIsFoundByItsKey() {
        // When, Then
        assertThat(done(schedules.find("amina", "amina-7"))).isPresent();
        assertOneKey(profiler.last("scheduledBroadcasts", "find"));
        assertThat(done(schedules.find("baraka", "amina-7"))).isEmpty();
        assertOneKey(profiler.last("scheduledBroadcasts", "find"));
    }

    /** Three ranges of the index; the first key behind each is looked at to know that it has ended. */
    @Test
    void whatIsDueIsFoundAmongWhatIsNot() {
        // When
        List<ScheduleDocument> due = done(schedules.due(START.plusSeconds(9), PATIENCE, 100));

        // Then
        assertThat(due).hasSize(2 * 5);
        Document cost = profiler.last("scheduledBroadcasts", "find");
        assertThat(cost.getString("planSummary")).contains("IXSCAN { state: 1, nextAttemptAt: 1 }");
        assertThat(cost.getInteger("docsExamined")).isEqualTo(due.size());
        assertThat(cost.getInteger("keysExamined")).isLessThanOrEqualTo(due.size() + 3);
    }

    @Test
    void everyWriteFindsItsDocumentByItsKey() {
        // Given
        ScheduleDocument draft = done(schedules.find("amina", "amina-1")).orElseThrow();
        ScheduleDocument scheduled = done(schedules.find("amina", "amina-2")).orElseThrow();
        ScheduleDocument other = done(schedules.find("amina", "amina-3")).orElseThrow();
        ScheduleDocument handedOver = done(schedules.find("amina", "amina-4")).orElseThrow();

        // When, Then
        assertWrites(1, () -> schedules.replace(draft, draft));
        assertWrites(1, () -> schedules.delete(other));
        assertWrites(1, () -> schedules.claim(scheduled, START));
        assertWrites(1, () -> schedules.handedOver(handedOver, START));
        assertWrites(
                2,
                () -> schedules.conclude(List.of(
                        new ScheduleOutcome("amina-2", "amina", "bc.2", null),
                        new ScheduleOutcome("not-there", "amina", "bc.3", null))));
    }

    @Test
    void remindersAreFoundByTheirTimeAndWrittenByTheirKey() {
        // When
        List<ReminderDocument> due = done(reminders.due(START.plusSeconds(9), 100));

        // Then
        assertThat(due).hasSize(10);
        Document cost = profiler.last("broadcastReminders", "find");
        assertThat(cost.getString("planSummary")).isEqualTo("IXSCAN { isDone: 1, dueAt: 1 }");
        assertThat(cost.getInteger("keysExamined")).isLessThanOrEqualTo(10 + 1);
        assertThat(cost.getInteger("docsExamined")).isEqualTo(10);
        assertThat(profiler.costsOfWrites("broadcastReminders", () -> reminders.save(due.get(0))))
                .hasSize(1)
                .allSatisfy(SchedulePlansIT::assertOneKey);
        assertThat(profiler.costsOfWrites(
                        "broadcastReminders",
                        () -> reminders.add(List.of(
                                due.get(1), new ReminderDocument("bc.new", START.plusSeconds(1), "", 0, false)))))
                .hasSize(2)
                .allSatisfy(SchedulePlansIT::assertOneKey);
    }

    private void assertWrites(int writes, Supplier<Uni<?>> call) {
        assertThat(profiler.costsOfWrites("scheduledBroadcasts", call))
                .hasSize(writes)
                .allSatisfy(SchedulePlansIT::assertOneKey);
    }

    private static void assertOneKey(Document cost) {
        assertThat(cost.getString("planSummary")).isIn("IDHACK", "IXSCAN { _id: 1 }", "EXPRESS_IXSCAN { _id: 1 }");
        assertThat(cost.get("keysExamined", 0)).isLessThanOrEqualTo(1);
        assertThat(cost.get("docsExamined", 0)).isLessThanOrEqualTo(1);
    }

    private MongoDatabase database() {
        return client.getDatabase(databaseName);
    }

    private static <T> T done(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(10));
    }

    private static State stateOf(int i) {
        return i % 2 == 0 ? State.SCHEDULED : State.DRAFT;
    }

    private static ScheduleDocument schedule(String author, int i, State state) {
        Instant time = state == State.SCHEDULED ? START.plusSeconds(i) : null;
        return new ScheduleDocument(
                author + '-' + i,
                author,
                state,
                1,
                "title",
                null,
                "content",
                List.of(),
                AudienceType.ALL,
                null,
                List.of(),
                Priority.NORMAL,
                false,
                null,
                time,
                0,
                time,
                null,
                null,
                START);
    }
}
