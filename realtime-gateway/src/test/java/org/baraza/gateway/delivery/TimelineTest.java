package org.baraza.gateway.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import io.opentelemetry.context.Context;
import org.baraza.eventlog.LogRecord;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.delivery.MissedTooMuchException.Why;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two partitions of messages, one of notifications, all at 10 in the beginning. */
class TimelineTest {

    private static final Timeline.Limits LIMITS = new Timeline.Limits(5, 10_000, true);
    private static final Predicate<String> NOTHING = conversation -> false;
    private static final int MAX_RECORDS = 6;

    private final Timeline timeline = new Timeline(new Settings(), new UserRooms(), null);

    /** Small limits. */
    private record Settings() implements GatewayConfig.Recovery {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration window() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Duration renewal() {
            return Duration.ofMinutes(1);
        }

        @Override
        public int maxRecords() {
            return MAX_RECORDS;
        }

        @Override
        public long maxBytes() {
            return 1_000;
        }

        @Override
        public int maxEvents() {
            return 5;
        }

        @Override
        public Duration patience() {
            return Duration.ofMillis(50);
        }
    }

    @BeforeEach
    void begin() {
        timeline.begin(timeline.messages(), Map.of(0, 10L, 1, 10L));
        timeline.begin(timeline.notifications(), Map.of(0, 10L));
    }

    @Test
    void tellsSomebodyWhoIsBackWhatConcernsThemInTheOrderOfThisGateway() throws Exception {
        // Given
        LogPosition left = timeline.reached();
        message(0, 10, "amina", "a");
        message(1, 10, "baraka", "b");
        notification(10, "amina", "c");
        message(1, 11, "amina", "d");

        // When
        Timeline.Missed missed = missed("amina", left, NOTHING);

        // Then
        assertThat(events(missed)).containsExactly("a", "a:notice", "c", "d", "d:notice");
        assertThat(missed.position()).isEqualTo(timeline.reached()).isEqualTo(LogPosition.of(11, 12, 11));
    }

    @Test
    void goesOnExactlyBehindEveryEventThatItHasTold() throws Exception {
        // Given: somebody who was told of another partition first, as on another gateway
        message(0, 10, "amina", "a");
        message(1, 10, "amina", "b");
        LogPosition left = LogPosition.of(10, 11, 10);
        message(0, 11, "amina", "c");
        List<OutboundFrame> all = missed("amina", left, NOTHING).frames();

        for (int got = 1; got <= all.size(); got++) {
            // When: the transport breaks after so many
            LogPosition after = timeline.read(offset(all.get(got - 1)));

            // Then
            assertThat(events(missed("amina", after, NOTHING)))
                    .containsExactlyElementsOf(events(all.subList(got, all.size())));
        }
        assertThat(events(all)).containsExactly("a", "a:notice", "c", "c:notice");
    }

    @Test
    void leavesOutWhatASocketWithTheConversationOpenIsNotTold() throws Exception {
        LogPosition left = timeline.reached();
        message(0, 10, "amina", "a");

        assertThat(events(missed("amina", left, "thread"::equals))).containsExactly("a");
    }

    @Test
    void tellsTheSecondPartFirstOfWhatWasHalfTold() throws Exception {
        // Given: the half of what this gateway has read last
        message(1, 10, "amina", "b");
        message(0, 10, "amina", "a");
        LogPosition half = LogPosition.of(10, 10, 10).after(0, 10, true);

        assertThat(events(missed("amina", half, NOTHING))).containsExactly("a:notice", "b", "b:notice");
    }

    @Test
    void saysAnEventWithoutArgumentsWithoutAnOffsetAndAgainIfTheNextOneWasNotGot() throws Exception {
        // Given
        LogPosition left = timeline.reached();
        notification(10, "amina", "a");
        read(timeline.notifications(), 0, 11, "amina", new Notice("all", null), new Notice("count", () -> "{}"));

        // When
        Timeline.Missed missed = missed("amina", left, NOTHING);
        List<OutboundFrame> frames = missed.frames();

        // Then
        assertThat(ClientFrames.of(frames.get(1))).containsExactly("all");
        assertThat(missed.lastOffset()).hasValue(offset(frames.get(2)));
        LogPosition gotAll = timeline.read(offset(frames.get(0)));
        assertThat(events(missed("amina", gotAll, NOTHING))).containsExactly("all", "count");
    }

    @Test
    void tellsNothingWhereItDoesNotRememberAll() {
        // Given
        LogPosition left = timeline.reached();
        for (int i = 0; i <= MAX_RECORDS; i++) {
            message(0, 10 + i, "baraka", "m" + i);
        }

        // Then: it is not known whether the record that was forgotten concerned them
        assertRefused("amina", left, Why.FORGOTTEN);
        assertRefused("amina", LogPosition.of(9, 10, 10), Why.FORGOTTEN);
    }

    @Test
    void tellsNothingAcrossRecordsThatNobodyHasRead() {
        // Given
        LogPosition left = timeline.reached();
        timeline.lost(timeline.messages());

        // Then
        assertRefused("amina", left, Why.FORGOTTEN);
        message(0, 20, "amina", "a");
        message(1, 20, "amina", "b");
        assertRefused("amina", LogPosition.of(15, 21, 10), Why.FORGOTTEN);
    }

    @Test
    void hasNoPositionBehindAGapThatClientsCouldTakeToAnotherGateway() {
        // Given
        timeline.lost(timeline.messages());

        // When
        message(0, 20, "amina", "a");
        message(1, 20, "amina", "b");

        // Then
        assertThat(timeline.reached()).isNull();
        assertThat(timeline.read(LogPosition.of(21, 21, 10).encode())).isNull();
        assertRefused("amina", LogPosition.of(21, 21, 10), Why.FORGOTTEN);
    }

    @Test
    void tellsNothingWhereThereIsTooMuchToTell() {
        LogPosition left = timeline.reached();
        for (int i = 0; i < 3; i++) {
            message(0, 10 + i, "amina", "m" + i);
        }

        assertRefused("amina", left, Why.TOO_MUCH);
    }

    @Test
    void waitsUntilThisGatewayHasComeAsFar() {
        // Given
        CompletableFuture<Void> waiting = timeline.whenReached(LogPosition.of(11, 10, 10), Duration.ofSeconds(20));
        boolean before = waiting.isDone();

        // When
        message(0, 10, "amina", "a");

        // Then
        assertThat(before).isFalse();
        assertThat(waiting).isCompleted();
        assertThat(timeline.whenReached(LogPosition.of(11, 10, 10), Duration.ofSeconds(20)))
                .isCompleted();
    }

    @Test
    void doesNotWaitForEver() {
        assertThatThrownBy(() -> timeline.whenReached(LogPosition.of(11, 10, 10), Duration.ofMillis(10))
                        .join())
                .hasCauseInstanceOf(TimeoutException.class);
    }

    private void assertRefused(String userId, LogPosition from, Why why) {
        assertThatThrownBy(() -> missed(userId, from, NOTHING))
                .isInstanceOfSatisfying(
                        MissedTooMuchException.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    private Timeline.Missed missed(String userId, LogPosition from, Predicate<String> joined) throws Exception {
        List<Timeline.Missed> found = new ArrayList<>();
        timeline.enter(userId, from, joined, LIMITS, found::add);
        return found.get(0);
    }

    private static List<String> events(Timeline.Missed missed) {
        return events(missed.frames());
    }

    /** The names of the events. */
    private static List<String> events(List<OutboundFrame> frames) {
        return frames.stream().map(frame -> ClientFrames.of(frame).get(0)).toList();
    }

    private static String offset(OutboundFrame frame) {
        List<String> parts = ClientFrames.of(frame);
        return parts.get(parts.size() - 1);
    }

    /** A message, and a notice of it for sockets that do not have its conversation open. */
    private void message(int partition, long offset, String userId, String event) {
        read(
                timeline.messages(),
                partition,
                offset,
                userId,
                new Notice(event, () -> "{}"),
                new Notice(event + ":notice", () -> "{}", "thread"));
    }

    private void notification(long offset, String userId, String event) {
        read(timeline.notifications(), 0, offset, userId, new Notice(event, () -> "{}"));
    }

    private void read(Track track, int partition, long offset, String userId, Notice... notices) {
        timeline.deliver(() -> {
            track.read(partition, offset);
            timeline.dispatch(
                    track,
                    new LogRecord<>(partition, offset, userId, "", Context.root()),
                    1,
                    () -> new Dispatch().to(userId, new Notices(notices)),
                    new Outbox());
        });
    }
}
