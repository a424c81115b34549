package org.baraza.message.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.eventlog.LogRecord;
import org.baraza.eventlog.LogWriter;
import org.baraza.message.MessageViews;

/** Tells on {@code message-events} what became of each command, in their order, under the command's id and trace. */
final class EventPublisher implements Announcer {

    private final LogWriter writer;
    private final OutcomeEvents events;

    /** @param timeout a store that takes longer to say whom a broadcast is for is taken for away */
    EventPublisher(LogWriter writer, MessageViews views, Stores stores, Duration timeout) {
        this.writer = writer;
        this.events = new OutcomeEvents(
                views, id -> stores.audiences().find(id).await().atMost(timeout));
    }

    @Override
    public void publish(List<LogRecord<MessageCommand>> batch, List<Outcome> outcomes)
            throws InterruptedException, ExecutionException {
        List<CompletableFuture<?>> appends = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            LogRecord<MessageCommand> record = batch.get(i);
            MessageEvent event = events.of(record.event(), outcomes.get(i));
            appends.add(writer.append(
                    Topics.MESSAGE_EVENTS, event.conversationId(), event, event.commandId(), record.trace()));
        }
        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).get();
    }
}
