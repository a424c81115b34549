package org.baraza.conversation.broadcast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.contracts.user.AccountType;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.baraza.directory.UserDirectory;
import org.baraza.store.StoreUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When scheduled broadcasts are handed to the log, by two instances with a clock that the test moves, in a database of its own. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class FiringIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

    @Inject
    ReactiveMongoClient client;

    @Inject
    Tracer tracer;

    @Inject
    UserDirectory directory;

    @Inject
    ConversationServiceConfig config;

    @Inject
    Events events;

    private final String author = Talk.somebody("author");
    private final MovableClock clock = new MovableClock(START);
    private final Queue<PublishBroadcast> log = new ConcurrentLinkedQueue<>();
    private volatile boolean logIsAway;
    private volatile String refusedByTheLog;
    private BroadcastCommands commands;
    private ScheduleRepository schedules;
    private Firing one;
    private Firing other;

    @BeforeEach
    void build() {
        schedules = new ScheduleRepository(
                client, "firing-" + UUID.randomUUID().toString().substring(0, 8), tracer);
        done(schedules.createIndexes());
        commands = new BroadcastCommands(config, new SimpleMeterRegistry()) {
            @Override
            Uni<Void> append(PublishBroadcast command) {
                if (logIsAway || command.clientMessageId().equals(refusedByTheLog)) {
                    return Uni.createFrom().failure(new StoreUnavailableException("the log is away"));
                }
                log.add(command);
                return Uni.createFrom().voidItem();
            }

            @Override
            Uni<Void> append(PostNotification command) {
                throw new AssertionError("nobody is reminded here");
            }
        };
        one = new Firing(schedules, commands, directory, clock, TIMEOUT);
        other = new Firing(schedules, commands, directory, clock, TIMEOUT);
        events.join(author, AccountType.SUPER_ADMIN, null);
        InboxClient.eventually(() -> assertThat(directory.find(author)).isPresent());
    }

    @AfterEach
    void close() {
        commands.stop(null);
    }

    @Test
    void nothingIsFiredBeforeItsTimeAndEverythingAtIt() {
        // Given
        ScheduleDocument schedule = scheduledFor(START.plusSeconds(60));

        // When
        clock.set(START.plusSeconds(60).minusMillis(1));
        one.fireDue();

        // Then
        assertThat(log).isEmpty();

        // When
        clock.set(START.plusSeconds(60));
        one.fireDue();

        // Then
        assertThat(log).extracting(PublishBroadcast::clientMessageId).containsExactly(schedule.id());
    }

    @Test
    void twoInstancesAtOnceHandEachOverOnce() {
        // Given
        List<String> ids = IntStream.range(0, 40)
                .mapToObj(i -> scheduledFor(START.plusSeconds(1)).id())
                .toList();
        clock.set(START.plusSeconds(1));

        // When
        CompletableFuture.allOf(Stream.of(one, other, one, other)
                        .map(firing -> CompletableFuture.runAsync(firing::fireDue))
                        .toArray(CompletableFuture[]::new))
                .join();

        // Then
        assertThat(log).extracting(PublishBroadcast::clientMessageId).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void whatAnInstanceTookAndDidNotHandOverIsHandedOverByAnotherWithinASecond() {
        // Given
        Instant due = START.plusSeconds(1);
        Duration tick = config.broadcasts().tick();
        ScheduleDocument schedule = scheduledFor(due);
        Instant seen = due.plus(tick).minusMillis(1);
        clock.set(seen);
        logIsAway = true;
        assertThatThrownBy(one::fireDue).isInstanceOf(StoreUnavailableException.class);
        logIsAway = false;

        // When
        clock.set(seen.plus(Firing.FIRST_CLAIM).minusMillis(1));
        other.fireDue();
        assertThat(log).isEmpty();
        Instant last = seen.plus(Firing.FIRST_CLAIM).plus(tick);
        clock.set(last);
        other.fireDue();

        // Then
        assertThat(log).extracting(PublishBroadcast::clientMessageId).containsExactly(schedule.id());
        assertThat(log)
                .extracting(PublishBroadcast::conversationId)
                .containsExactly(ConversationId.broadcast(author, schedule.id()).value());
        assertThat(Duration.between(due, last)).isLessThan(Duration.ofMillis(750));
    }

    @Test
    void whatTheLogHasIsHandedOverAgainOnlyWhenItsEventIsOverdue() {
        // Given
        scheduledFor(START);
        one.fireDue();

        // When, Then
        clock.set(START.plusMillis(999));
        other.fireDue();
        assertThat(log).hasSize(1);
        clock.set(START.plusMillis(1_000));
        other.fireDue();
        assertThat(log)
                .hasSize(2)
                .extracting(PublishBroadcast::commandId)
                .containsOnly(log.peek().commandId());
        clock.set(START.plusMillis(2_999));
        one.fireDue();
        assertThat(log).hasSize(2);
    }

    @Test
    void oneThatCannotBeHandedOverHoldsUpNoneOfTheOthers() {
        // Given
        List<String> ids =
                IntStream.range(0, 5).mapToObj(i -> scheduledFor(START).id()).toList();
        refusedByTheLog = ids.get(2);

        // When
        assertThatThrownBy(one::fireDue).isInstanceOf(StoreUnavailableException.class);

        // Then
        assertThat(log)
                .extracting(PublishBroadcast::clientMessageId)
                .hasSize(4)
                .doesNotContain(refusedByTheLog)
                .isSubsetOf(ids);
    }

    @Test
    void aClockThatJumpsAheadFiresEverythingOnceThatHasBecomeDue() {
        // Given
        List<String> ids = IntStream.range(0, 20)
                .mapToObj(i -> scheduledFor(START.plusSeconds(60L * i)).id())
                .toList();

        // When
        clock.set(START.plusSeconds(86_400));
        one.fireDue();
        other.fireDue();

        // Then
        assertThat(log).extracting(PublishBroadcast::clientMessageId).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aClockThatJumpsBackFiresNothingTwiceAndHoldsUpNothingThatWasTaken() {
        // Given
        ScheduleDocument done = scheduledFor(START.plusSeconds(3_600));
        ScheduleDocument taken = scheduledFor(START.plusSeconds(3_601));
        clock.set(START.plusSeconds(3_600));
        one.fireDue();
        done(schedules.conclude(List.of(new ScheduleOutcome(done.id(), author, "bc", null))));
        clock.set(START.plusSeconds(3_601));
        logIsAway = true;
        assertThatThrownBy(one::fireDue).isInstanceOf(StoreUnavailableException.class);
        logIsAway = false;

        // When
        clock.set(START);
        other.fireDue();
        clock.set(START.plusSeconds(7_200));
        one.fireDue();

        // Then
        assertThat(log)
                .extracting(PublishBroadcast::clientMessageId)
                .startsWith(done.id(), taken.id())
                .filteredOn(done.id()::equals)
                .hasSize(1);
    }

    @Test
    void whatHasBecomeABroadcastIsNotHandedOverAgain() {
        // Given
        ScheduleDocument schedule = scheduledFor(START);
        one.fireDue();

        // When
        done(schedules.conclude(List.of(new ScheduleOutcome(schedule.id(), author, "bc.0", null))));
        clock.set(START.plusSeconds(100_000));
        other.fireDue();

        // Then
        assertThat(log).hasSize(1);
        assertThat(stored(schedule).state()).isEqualTo(ScheduleDocument.State.SENT);
        assertThat(stored(schedule).broadcastId()).isEqualTo("bc.0");
    }

    @Test
    void whoLostTheRightMeanwhileSendsNothingAndIsTold() {
        // Given
        ScheduleDocument schedule = scheduledFor(START.plusSeconds(1));
        events.join(author, AccountType.HQ_MEMBER, null);
        InboxClient.eventually(() ->
                assertThat(directory.find(author).orElseThrow().accountType()).isEqualTo(AccountType.HQ_MEMBER));
        clock.set(START.plusSeconds(1));

        // When
        one.fireDue();

        // Then
        assertThat(log).isEmpty();
        assertThat(stored(schedule).state()).isEqualTo(ScheduleDocument.State.NOT_SENT);
        assertThat(stored(schedule).reason()).isEqualTo("FORBIDDEN");
    }

    @Test
    void whatIsBeingSentCanBeNeitherChangedNorTakenBack() {
        // Given
        ScheduleDocument schedule = scheduledFor(START);
        one.fireDue();

        // When, Then
        assertThat(done(schedules.replace(schedule, schedule))).isFalse();
        assertThat(done(schedules.delete(schedule))).isFalse();
        assertThat(done(schedules.delete(stored(schedule)))).isFalse();
    }

    private ScheduleDocument scheduledFor(Instant time) {
        String id = UUID.randomUUID().toString();
        ScheduleDocument schedule = ScheduleDocument.of(
                new PublishBroadcast(
                        id,
                        ConversationId.broadcast(author, id).value(),
                        author,
                        AccountType.SUPER_ADMIN,
                        null,
                        id,
                        Audience.all(),
                        "Season opening",
                        null,
                        "Come all",
                        List.of(),
                        Priority.NORMAL,
                        false,
                        null,
                        START),
                time,
                1);
        done(schedules.insert(schedule));
        return schedule;
    }

    private ScheduleDocument stored(ScheduleDocument schedule) {
        return done(schedules.find(author, schedule.id())).orElseThrow();
    }

    private static <T> T done(Uni<T> call) {
        return call.await().atMost(TIMEOUT);
    }

    /** A clock that stands where the test puts it. */
    private static final class MovableClock extends Clock {

        private volatile Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        void set(Instant time) {
            now = time;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
