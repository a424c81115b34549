package org.baraza.conversation.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.awaitility.Awaitility;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.BroadcastAcknowledged;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.user.UserChanged;
import org.baraza.conversation.Announcement;
import org.baraza.conversation.RealBackends;
import org.baraza.directory.UserDirectory;
import org.baraza.eventlog.LogRecord;
import org.baraza.store.StoreUnavailableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random lives of a community with broadcasts against a look at all of the log: people join, leave and change chapters,
 * broadcasts of all kinds are sent, read, hidden, edited and recalled, the store fails before and after its writes, the logs
 * are cut anywhere, and any end of them comes again.
 */
@QuarkusTest
@WithTestResource(RealBackends.class)
class BroadcastRecountIT {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final int STEPS = 700;
    private static final List<String> CHAPTERS = List.of("nairobi", "lagos");
    private static final List<String> PEOPLE =
            IntStream.range(0, 8).mapToObj(number -> "person-" + number).toList();

    @Inject
    ReactiveMongoClient client;

    @Inject
    Tracer tracer;

    @Inject
    UserDirectory users;

    private final BroadcastWorld world = new BroadcastWorld(START);
    private Random random;
    private BroadcastProjection projection;
    private Memberships memberships;
    private BroadcastInbox inbox;
    private int messagesApplied;
    private int directoryApplied;

    /** A database of its own, since an audience of everybody is everybody's. */
    @BeforeEach
    void build() {
        Awaitility.await().atMost(BOUND).until(users::isLive);
        String database = "recount-" + UUID.randomUUID().toString().substring(0, 8);
        BroadcastRepository broadcasts = new BroadcastRepository(client, database, tracer);
        TouchRepository touches = new TouchRepository(client, database, tracer);
        AudienceRepository audienceRepository = new AudienceRepository(client, database, tracer) {
            @Override
            Uni<Boolean> save(Collection<Standing> standings) {
                return failingAround(() -> super.save(standings));
            }

            @Override
            Uni<Void> advance(Collection<AudienceHead> heads) {
                return failingAround(() -> super.advance(heads));
            }
        };
        Audiences audiences = new Audiences(users);
        done(broadcasts.createIndexes());
        done(touches.createIndexes());
        projection = new BroadcastProjection(
                new BroadcastNumbering(broadcasts, audienceRepository),
                broadcasts,
                new Standings(touches, audienceRepository, audiences),
                audiences,
                new ScheduleRepository(client, database, tracer),
                new ReminderRepository(client, database, tracer));
        memberships = new Memberships(audienceRepository, broadcasts, touches);
        inbox = new BroadcastInbox(audienceRepository, broadcasts, touches, audiences);
    }

    @ParameterizedTest
    @ValueSource(longs = {20261124, 42, 7, 99})
    void numbersAndListsEqualALookAtAllOfTheLog(long seed) {
        // Given
        random = new Random(seed);

        // When
        for (int step = 0; step < STEPS; step++) {
            somethingHappens();
            if (random.nextInt(10) == 0) {
                catchUp(random.nextBoolean());
                replay();
            }
        }
        catchUp(true);
        replay();

        // Then
        assertThat(world.announcements).hasSizeGreaterThan(60);
        assertThat(PEOPLE).allSatisfy(this::assertSeen);
        assertThat(PEOPLE.stream().mapToLong(world::unreadOf).sum()).isPositive();
    }

    private void assertSeen(String person) {
        List<String> expected = world.listOf(person);
        assertThat(done(inbox.unread(person))).as("unread").isEqualTo(world.unreadOf(person));
        assertThat(done(inbox.count(person))).as("length of the list").isEqualTo(expected.size());
        assertThat(done(inbox.newest(person, 1_000)))
                .extracting(BroadcastKey::id)
                .containsExactlyElementsOf(expected);
        assertThat(done(inbox.newest(person, 5)))
                .extracting(BroadcastKey::id)
                .containsExactlyElementsOf(expected.subList(0, Math.min(5, expected.size())));
    }

    private void somethingHappens() {
        String person = PEOPLE.get(random.nextInt(PEOPLE.size()));
        int dice = random.nextInt(20);
        if (dice < 2) {
            world.moves(person, random.nextInt(4) == 0 ? null : CHAPTERS.get(random.nextInt(2)));
        } else if (dice == 2) {
            world.leaves(person);
        } else if (dice < 6 || world.announcements.isEmpty()) {
            world.sends(person, someAudience());
        } else {
            touch(person);
        }
    }

    private Audience someAudience() {
        return switch (random.nextInt(3)) {
            case 0 -> Audience.all();
            case 1 -> Audience.chapter(CHAPTERS.get(random.nextInt(2)));
            default ->
                Audience.of(PEOPLE.stream()
                        .filter(person -> person.equals(PEOPLE.get(0)) || random.nextInt(3) == 0)
                        .toList());
        };
    }

    /** Mostly of something new, as people do; also of what is not theirs, and again. */
    private void touch(String person) {
        int newest = world.announcements.size() - 1;
        Announcement announcement = world.announcements.get(newest - random.nextInt(Math.min(newest + 1, 12)));
        if (!world.mayTouch(person, announcement)) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> world.hides(person, announcement);
            case 1 -> world.happens(announcement, announcement.acknowledgedBy(person));
            case 2 ->
                world.happens(announcement, announcement.deletedBy(announcement.senderId(), DeletionScope.EVERYONE, 5));
            case 3 -> world.happens(announcement, announcement.edited(3));
            default -> world.reads(person, announcement);
        }
        if (world.messages.get(world.messages.size() - 1).event() instanceof BroadcastAcknowledged) {
            world.reads(person, announcement);
        }
    }

    /** The directory may be heard of late, and never before what was sent before it. */
    private void catchUp(boolean alsoDirectory) {
        applyMessages(messagesApplied);
        messagesApplied = world.messages.size();
        if (alsoDirectory) {
            applyDirectory(directoryApplied, world.directory.size());
            directoryApplied = world.directory.size();
        }
    }

    private void replay() {
        if (messagesApplied > 0) {
            applyMessages(messagesApplied - 1 - random.nextInt(Math.min(messagesApplied, 60)));
        }
        if (directoryApplied > 0) {
            applyDirectory(directoryApplied - 1 - random.nextInt(Math.min(directoryApplied, 20)), directoryApplied);
        }
    }

    private void applyMessages(int start) {
        for (int from = start; from < world.messages.size(); ) {
            int to = Math.min(world.messages.size(), from + 1 + random.nextInt(25));
            List<LogRecord<MessageEvent>> batch = world.messages.subList(from, to);
            untilDone(() -> projection.apply(batch));
            from = to;
        }
    }

    private void applyDirectory(int start, int end) {
        for (int from = start; from < end; ) {
            int to = Math.min(end, from + 1 + random.nextInt(6));
            List<LogRecord<UserChanged>> batch = world.directory.subList(from, to);
            untilDone(() -> memberships.apply(batch));
            from = to;
        }
    }

    /** What the reading threads do. */
    private void untilDone(Supplier<Uni<Void>> apply) {
        while (true) {
            try {
                done(apply.get());
                return;
            } catch (StoreUnavailableException e) {
                assertThat(e).hasMessage("injected");
            }
        }
    }

    private <T> Uni<T> failingAround(Supplier<Uni<T>> write) {
        return switch (random.nextInt(12)) {
            case 0 -> Uni.createFrom().failure(new StoreUnavailableException("injected"));
            case 1 -> write.get().chain(() -> Uni.createFrom().failure(new StoreUnavailableException("injected")));
            default -> write.get();
        };
    }

    private static <T> T done(Uni<T> call) {
        return call.await().atMost(BOUND);
    }
}
