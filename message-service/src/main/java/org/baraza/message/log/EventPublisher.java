package org.baraza.message.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.eventlog.LogRecord;
import org.baraza.eventlog.LogWriter;
import org.baraza.message.MessageViews;

/** Tells on {@code message-events} what became of each command, in their order, under the command's id and trace. */
final class EventPublisher implements Announcer {

    private final LogWriter writer;
    private final MessageViews views;
    private final Stores stores;
    private final Duration timeout;

    /** @param timeout a store that takes longer to say whom a broadcast is for is taken for away */
    EventPublisher(LogWriter writer, MessageViews views, Stores stores, Duration timeout) {
        this.writer = writer;
        this.views = views;
        this.stores = stores;
        this.timeout = timeout;
    }

    @Override
    public void publish(List<LogRecord<MessageCommand>> batch, List<Outcome> outcomes)
            throws InterruptedException, ExecutionException {
        OutcomeEvents events = new OutcomeEvents(views, audiencesOf(batch, outcomes));
        List<CompletableFuture<?>> appends = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            LogRecord<MessageCommand> record = batch.get(i);
            MessageEvent event = events.of(record.event(), outcomes.get(i));
            appends.add(writer.append(
                    Topics.MESSAGE_EVENTS, event.conversationId(), event, event.commandId(), record.trace()));
        }
        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).get();
    }

    private ChangedAudiences audiencesOf(List<LogRecord<MessageCommand>> batch, List<Outcome> outcomes) {
        List<String> changed = IntStream.range(0, batch.size())
                .mapToObj(i -> OutcomeEvents.changedBroadcast(batch.get(i).event(), outcomes.get(i)))
                .flatMap(Optional::stream)
                .toList();
        return new ChangedAudiences(
                changed, ids -> stores.audiences().findAll(ids).await().atMost(timeout));
    }
}
