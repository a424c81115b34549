package org.baraza.conversation.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.BroadcastAcknowledged;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageRepeated;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.Refusal;
import org.baraza.conversation.Talk;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.LogRecord;
import org.baraza.store.StoreUnavailableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventDispatchTest {

    private static final Instant THEN = Instant.parse("2026-11-01T08:00:00Z");

    private final Recording direct = new Recording(id -> !id.isBroadcast());
    private final Recording broadcasts = new Recording(ConversationId::isBroadcast);
    private final EventDispatch dispatch = dispatchTo(direct, broadcasts);
    private final Talk talk = Talk.between("amina", "baraka");
    private final String broadcast =
            ConversationId.broadcast("chiku", "client-1").value();

    @Test
    void eachKindIsHandedItsOwnEventsInTheirOrder() {
        // Given
        MessageSent sent = talk.sent("amina");
        BroadcastAcknowledged acknowledged = new BroadcastAcknowledged("c", broadcast, "amina", THEN);
        ConversationRead read = talk.read("baraka", 1);
        ConversationRead broadcastRead = new ConversationRead("c", broadcast, "amina", 1, 1, THEN);

        // When
        apply(dispatch, sent, acknowledged, read, broadcastRead);

        // Then
        assertThat(direct.parts).containsExactly(List.of(sent, read));
        assertThat(broadcasts.parts).containsExactly(List.of(acknowledged, broadcastRead));
    }

    @Test
    void whatConcernsNobodyIsPassedOver() {
        // Given
        MessageSent sent = talk.sent("amina");
        MessageRepeated repeated = new MessageRepeated(
                "c", talk.id(), 1, "amina", sent.clientMessageId(), sent.createdAt(), sent.message());
        CommandRefused refused = new CommandRefused("c", null, "amina", Refusal.MALFORMED, "malformed");
        BroadcastAcknowledged ofNoKind = new BroadcastAcknowledged("c", broadcast, "amina", THEN);

        // When
        apply(dispatchTo(direct), repeated, refused, ofNoKind);

        // Then
        assertThat(direct.parts).isEmpty();
    }

    @Test
    void anEventOfNoConversationCannotBeTrue() {
        // Given
        ConversationRead nowhere = new ConversationRead("c", "$where", "amina", 1, 1, THEN);

        // When, Then
        assertThatThrownBy(() -> apply(dispatch, nowhere)).isInstanceOf(IllegalArgumentException.class);
        assertThat(dispatch.isTransient(new IllegalArgumentException())).isFalse();
    }

    @Test
    void aStoreThatIsAwayOrSlowIsWaitedFor() {
        // Given
        Projection slow = new Projection() {
            @Override
            public boolean covers(ConversationId id) {
                return true;
            }

            @Override
            public Uni<Void> apply(List<LogRecord<MessageEvent>> events) {
                return Uni.createFrom().nothing();
            }
        };

        // When, Then
        assertThatThrownBy(() -> apply(dispatchTo(slow), talk.sent("amina")))
                .isInstanceOf(TimeoutException.class)
                .satisfies(failure ->
                        assertThat(dispatch.isTransient((Exception) failure)).isTrue());
        assertThat(dispatch.isTransient(new StoreUnavailableException(new IllegalStateException())))
                .isTrue();
    }

    private static EventDispatch dispatchTo(Projection... projections) {
        return new EventDispatch(
                List.of(projections),
                new BatchTracing(OpenTelemetry.noop().getTracer("test"), "topic"),
                Duration.ofMillis(50));
    }

    private static void apply(EventDispatch dispatch, MessageEvent... events) {
        List<LogRecord<MessageEvent>> batch = new ArrayList<>();
        for (MessageEvent event : events) {
            batch.add(new LogRecord<>(0, batch.size(), event.conversationId(), event, Context.root()));
        }
        dispatch.apply(batch);
    }

    /** Remembers what it was handed. */
    private record Recording(Predicate<ConversationId> kind, List<List<MessageEvent>> parts) implements Projection {

        Recording(Predicate<ConversationId> kind) {
            this(kind, new ArrayList<>());
        }

        @Override
        public boolean covers(ConversationId id) {
            return kind.test(id);
        }

        @Override
        public Uni<Void> apply(List<LogRecord<MessageEvent>> events) {
            parts.add(events.stream().map(LogRecord::event).toList());
            return Uni.createFrom().voidItem();
        }
    }
}
