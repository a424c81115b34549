package org.baraza.conversation.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.baraza.conversation.conversation.ConversationChange;
import org.baraza.conversation.conversation.ConversationDocument;
import org.baraza.conversation.conversation.ConversationRepository;
import org.baraza.conversation.conversation.ConversationType;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.LogRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What batches leave in the store, however they are cut and however often they come. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class ConversationProjectionIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int EVENTS = 200;

    @Inject
    ConversationRepository conversations;

    @Inject
    Tracer tracer;

    private final String amina = Talk.somebody("amina");
    private final String baraka = Talk.somebody("baraka");
    private final Talk talk = Talk.between(amina, baraka);
    private final Set<Long> tombstones = new HashSet<>();
    private EventDispatch projection;

    @BeforeEach
    void makeProjection() {
        projection = new EventDispatch(
                List.of(new DirectProjection(conversations)), new BatchTracing(tracer, Topics.MESSAGE_EVENTS), TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void howTheLogIsCutMakesNoDifference(long seed) {
        // Given
        Random random = new Random(seed);
        List<MessageEvent> log = log(random);

        // When
        applyInParts(log, random.nextLong());

        // Then
        assertStored(log);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void aReplayInOtherBatchesChangesNothing(long seed) {
        // Given
        Random random = new Random(seed);
        List<MessageEvent> log = log(random);
        applyInParts(log, random.nextLong());

        // When
        applyInParts(log, random.nextLong());

        // Then
        assertStored(log);
    }

    /** A replay that begins anywhere and ends anywhere, as after a crash between a write and its commit. */
    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void aCrashAnywhereIsMadeGoodByGoingOnFromAnyEarlierPlace(long seed) {
        // Given
        Random random = new Random(seed);
        List<MessageEvent> log = log(random);
        int crashedAt = 1 + random.nextInt(EVENTS);
        int committed = random.nextInt(crashedAt);
        applyInParts(log.subList(0, crashedAt), random.nextLong());

        // When
        applyInParts(log.subList(committed, EVENTS), random.nextLong());

        // Then
        assertStored(log);
    }

    /** One of them was taken for dead and does not know it yet. */
    @ParameterizedTest
    @ValueSource(longs = {10, 11, 12})
    void twoWritersAtOnceLeaveWhatOneWouldHave(long seed) {
        // Given
        Random random = new Random(seed);
        List<MessageEvent> log = log(random);
        long oneCut = random.nextLong();
        long otherCut = random.nextLong();

        // When
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> applyInParts(log, oneCut));
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> applyInParts(log, otherCut));
        CompletableFuture.allOf(one, other).join();

        // Then
        assertStored(log);
    }

    private List<MessageEvent> log(Random random) {
        List<MessageEvent> log = new ArrayList<>();
        log.add(talk.sent(amina));
        while (log.size() < EVENTS) {
            log.add(somethingHappens(random, random.nextBoolean() ? amina : baraka));
        }
        return log;
    }

    private MessageEvent somethingHappens(Random random, String somebody) {
        long recent = talk.head() - random.nextInt((int) Math.min(talk.head(), 3));
        if (tombstones.contains(recent)) {
            return talk.archived(somebody);
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> talk.read(somebody, recent);
            case 2, 3 -> talk.edited(somebody, recent, "edit " + talk.headRev(), List.of());
            case 4 -> talk.deleted(somebody, recent, DeletionScope.ME);
            case 5 -> {
                tombstones.add(recent);
                yield talk.deleted(somebody, recent, DeletionScope.EVERYONE);
            }
            case 6 -> talk.archived(somebody);
            default -> talk.sent(somebody);
        };
    }

    private void applyInParts(List<MessageEvent> log, long seed) {
        Random random = new Random(seed);
        for (int from = 0; from < log.size(); ) {
            int to = Math.min(log.size(), from + 1 + random.nextInt(20));
            projection.apply(log.subList(from, to).stream()
                    .map(event -> new LogRecord<>(0, 0, talk.id(), event, Context.root()))
                    .toList());
            from = to;
        }
    }

    private void assertStored(List<MessageEvent> log) {
        ConversationChange all = BatchFold.of(log).iterator().next();
        ConversationDocument expected = new ConversationDocument(
                talk.id(),
                ConversationType.DIRECT,
                all.members(),
                all.visibleTo(),
                all.lastMessage().seq(),
                all.headRev(),
                all.lastMessage().createdAt(),
                all.lastMessage(),
                all.cursors(),
                all.unreadBy());
        assertThat(List.of(amina, baraka))
                .allSatisfy(person -> assertThat(shownTo(person))
                        .isEqualTo(all.visibleTo().contains(person) ? List.of(expected) : List.of()));
    }

    private List<ConversationDocument> shownTo(String person) {
        return conversations
                .newest(person, EnumSet.of(ConversationType.DIRECT), 0, 10)
                .await()
                .atMost(TIMEOUT);
    }
}
