package org.baraza.message.log;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.opentelemetry.context.Context;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.SendMessage;
import org.baraza.eventlog.LogRecord;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.HideDocument;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;

/** What a store says, as tests want it, and the plan of some commands on it. Amina, Baraka and Chidi are people. */
final class PlanTable {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final Duration WINDOW = Duration.ofMinutes(15);
    static final int PARTITION = 3;
    /** Where the first command of a plan stands. */
    static final long FIRST_OFFSET = 100;

    final KnownPeople people = KnownPeople.of(Set.of("amina", "baraka", "chidi"));
    private final Map<String, Long> heads = new HashMap<>();
    private final Map<MessageId, MessageDocument> messages = new HashMap<>();
    private final Map<String, Long> revs = new HashMap<>();
    private final Map<String, ChangeDocument> changes = new HashMap<>();
    private final Map<String, HideDocument> hides = new HashMap<>();
    private final Map<String, MessageDocument> earlier = new HashMap<>();
    private final Set<String> named = new HashSet<>();

    /** A message that was stored long ago, at a place before all others. */
    PlanTable stored(SendMessage command, long seq, Instant createdAt) {
        return stored(MessageDocument.of(command, new LogPosition(PARTITION, seq), seq, createdAt));
    }

    PlanTable stored(PublishBroadcast command) {
        return stored(MessageDocument.of(command, new LogPosition(PARTITION, 1), NOW));
    }

    PlanTable stored(MessageDocument message) {
        messages.put(Ledger.idOf(message.conversationId(), message.seq()), message);
        heads.merge(message.conversationId(), message.seq(), Math::max);
        return this;
    }

    PlanTable lastRev(String conversationId, long rev) {
        revs.put(conversationId, rev);
        return this;
    }

    PlanTable carriedOut(ChangeDocument change) {
        changes.put(change.id(), change);
        return this;
    }

    PlanTable hidden(HideDocument hide) {
        hides.put(hide.id(), hide);
        return this;
    }

    PlanTable standingAt(String commandId, MessageDocument message) {
        earlier.put(commandId, message);
        return this;
    }

    PlanTable named(String conversationId, String userId) {
        named.add(CursorDocument.keyOf(conversationId, userId));
        return this;
    }

    MessageDocument message(String conversationId, long seq) {
        return messages.get(Ledger.idOf(conversationId, seq));
    }

    BatchPlan plan(MessageCommand... commands) {
        return plan(List.of(commands));
    }

    BatchPlan plan(List<MessageCommand> commands) {
        List<LogRecord<MessageCommand>> batch = IntStream.range(0, commands.size())
                .mapToObj(i -> new LogRecord<>(
                        PARTITION, FIRST_OFFSET + i, commands.get(i).conversationId(), commands.get(i), Context.root()))
                .toList();
        KnownState known = new KnownState(
                heads,
                Map.of(),
                Map.of(),
                Map.of(),
                new KnownState.Changes(messages, revs, changes, hides, earlier, named));
        return BatchPlan.of(batch, known, new BatchPlan.Rules(people, WINDOW), NOW);
    }
}
