package org.baraza.notification.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.DatabaseCommands;
import org.baraza.notification.testing.DatabaseCommands.Command;
import org.baraza.notification.testing.Neighbours;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a thousand messages cost the database, of which half are read in time and nobody has a device. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class PushCostIT {

    private static final Logger LOGGER = Logger.getLogger(PushCostIT.class);
    private static final int MESSAGES = 1_000;
    private static final int RECEIVERS = 25;
    private static final int BATCH = 250;
    private static final Duration LONG = Duration.ofSeconds(120);

    @Inject
    Neighbours neighbours;

    @Inject
    MessageEventsForPush events;

    @Inject
    PushRepository rows;

    @Test
    void mostMessagesAreDecidedHundredsAtATime() {
        // Given
        List<String> receivers = IntStream.range(0, RECEIVERS)
                .mapToObj(i -> Conversation.somebody("receiver"))
                .toList();
        receivers.forEach(receiver -> neighbours.introduce(receiver, "Bob", "Mwangi"));
        List<String> keys = new ArrayList<>();
        List<LogRecord<MessageEvent>> records = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            String receiver = receivers.get(i % RECEIVERS);
            String amina = Conversation.somebody("amina");
            Conversation conversation = Conversation.between(amina, receiver);
            keys.add(PushRow.key(receiver, conversation.id()));
            records.add(record(PushIT.fresh(conversation.message(amina, "one"))));
            if (i % 2 == 0) {
                records.add(record(conversation.reading(receiver, 1)));
            }
        }

        // When
        DatabaseCommands.listen();
        for (int i = 0; i < records.size(); i += BATCH) {
            events.apply(records.subList(i, Math.min(records.size(), i + BATCH)));
        }
        await().atMost(LONG).pollInterval(Duration.ofMillis(500)).until(() -> areSettled(keys));
        List<Command> commands = DatabaseCommands.heard();

        // Then
        LOGGER.infof("commands for %d messages: %s", (Object) MESSAGES, told(commands));
        long own = DatabaseCommands.count(
                commands, command -> !command.collection().equals("pushes") || command.documents() > 0);
        assertThat(own).as("commands that decide").isLessThan(MESSAGES / 10);
        assertThat(DatabaseCommands.written(commands, "decisions")).isBetween(MESSAGES, MESSAGES + MESSAGES / 10);
        assertThat(DatabaseCommands.written(commands, "pushes")).isBetween(MESSAGES, 2 * MESSAGES + MESSAGES / 10);
    }

    private boolean areSettled(List<String> keys) {
        return rows.find(keys).await().indefinitely().values().stream()
                .allMatch(row -> row.dueAt == null && row.decidedUpTo == 1);
    }

    private static Map<String, String> told(List<Command> commands) {
        Map<String, List<Command>> byKind = commands.stream()
                .collect(Collectors.groupingBy(
                        command -> command.name() + ' ' + command.collection() + (command.isLook() ? " due" : ""),
                        TreeMap::new,
                        Collectors.toList()));
        return byKind.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().size() + " of "
                                + entry.getValue().stream()
                                        .mapToInt(Command::documents)
                                        .sum(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static LogRecord<MessageEvent> record(MessageEvent event) {
        return new LogRecord<>(0, 0, event.conversationId(), event, Context.root());
    }
}
