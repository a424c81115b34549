package org.baraza.conversation.broadcast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.directory.UserDirectory;
import org.baraza.store.StoreUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who is reminded of a broadcast, in a database of its own. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class RemindingIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Instant DUE = Instant.parse("2026-11-01T08:00:00Z");
    private static final int MEMBERS = 1_200;

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

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String chapter = "chapter-" + suffix;
    private final List<String> members = IntStream.range(0, MEMBERS)
            .mapToObj(i -> "member-" + i + '-' + suffix)
            .toList();
    private final Queue<PostNotification> log = new ConcurrentLinkedQueue<>();
    private volatile int goodAppends = Integer.MAX_VALUE;
    private BroadcastCommands commands;
    private BroadcastRepository broadcasts;
    private TouchRepository touches;
    private AudienceRepository audiences;
    private ReminderRepository reminders;

    @BeforeEach
    void build() {
        String database = "reminding-" + suffix;
        broadcasts = new BroadcastRepository(client, database, tracer);
        touches = new TouchRepository(client, database, tracer);
        audiences = new AudienceRepository(client, database, tracer);
        reminders = new ReminderRepository(client, database, tracer);
        done(reminders.createIndexes());
        commands = new BroadcastCommands(config, new SimpleMeterRegistry()) {
            @Override
            Uni<Void> append(PostNotification command) {
                if (log.size() >= goodAppends) {
                    return Uni.createFrom().failure(new StoreUnavailableException("the log is away"));
                }
                log.add(command);
                return Uni.createFrom().voidItem();
            }
        };
        events.joinAll(members, chapter);
        InboxClient.eventually(() -> assertThat(directory.countOf(chapter)).isEqualTo(MEMBERS));
        done(broadcasts.insert(List.of(broadcast())));
    }

    @AfterEach
    void close() {
        commands.stop(null);
    }

    @Test
    void everybodyWhoHasNotAcknowledgedIsRemindedOnceAlsoAfterAFailureInTheMiddle() {
        // Given
        BroadcastDocument broadcast = broadcast();
        List<String> acknowledged = members.subList(100, 160);
        done(touches.apply(
                acknowledged.stream()
                        .map(userId -> new Touch(
                                broadcast.id(), userId, Touch.Kind.ACKNOWLEDGED, DUE, new LogPosition(0, 1), 0))
                        .toList(),
                Map.of(broadcast.id(), broadcast)));
        done(audiences.save(List.of(joinedLater(members.get(7)))));
        done(reminders.add(List.of(reminder())));
        done(reminders.add(List.of(reminder())));

        // When
        at(DUE.minusMillis(1)).remindDue();
        assertThat(log).isEmpty();
        goodAppends = 700;
        at(DUE).remindDue();
        assertThatThrownBy(() -> at(DUE).remindDue()).isInstanceOf(StoreUnavailableException.class);
        goodAppends = Integer.MAX_VALUE;
        IntStream.range(0, 5).forEach(i -> at(DUE.plusSeconds(60)).remindDue());

        // Then
        List<String> expected = members.stream()
                .filter(userId -> !acknowledged.contains(userId)
                        && !userId.equals(members.get(0))
                        && !userId.equals(members.get(7)))
                .toList();
        assertThat(log.stream().map(PostNotification::userId).distinct()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(log.stream().map(PostNotification::id).distinct()).containsExactly("reminder:" + broadcast.id());
        assertThat(log).hasSizeLessThan(expected.size() + 500).allSatisfy(posted -> {
            assertThat(posted.type()).isEqualTo("BROADCAST_REMINDER");
            assertThat(posted.actionUrl()).isEqualTo("/messages/" + broadcast.id());
            assertThat(posted.priority()).isEqualTo(Priority.URGENT);
        });
        assertThat(done(reminders.due(DUE.plusSeconds(100_000), 10))).isEmpty();
    }

    @Test
    void nobodyIsRemindedOfWhatIsRecalled() {
        // Given
        done(reminders.add(List.of(reminder())));
        done(broadcasts.change(List.of(new BroadcastChange(broadcast().id(), 1, "", null, "", List.of(), null))));

        // When
        at(DUE).remindDue();

        // Then
        assertThat(log).isEmpty();
        assertThat(done(reminders.due(DUE.plusSeconds(100_000), 10))).isEmpty();
    }

    private Reminding at(Instant now) {
        AudienceWalk walk = new AudienceWalk(broadcasts, touches, audiences, new Audiences(directory));
        return new Reminding(reminders, broadcasts, walk, commands, Clock.fixed(now, ZoneOffset.UTC), TIMEOUT);
    }

    private Standing joinedLater(String userId) {
        String audience = "CHAPTER:" + chapter;
        return Standing.fromTheStart(userId, List.of())
                .move(0, List.of(audience), Map.of(audience, Share.from(audience, 1)));
    }

    private ReminderDocument reminder() {
        return new ReminderDocument(broadcast().id(), DUE, "", 0, false);
    }

    private BroadcastDocument broadcast() {
        return new BroadcastDocument(
                "bc." + suffix,
                "CHAPTER:" + chapter,
                1,
                DUE.minusSeconds(3_600),
                members.get(0),
                "client",
                AudienceType.CHAPTER,
                chapter,
                MEMBERS,
                List.of(),
                false,
                "Season opening",
                null,
                Priority.URGENT,
                true,
                "content",
                List.of(),
                0,
                null,
                false);
    }

    private static <T> T done(Uni<T> call) {
        return call.await().atMost(TIMEOUT);
    }
}
