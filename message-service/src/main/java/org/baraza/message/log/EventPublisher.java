package org.baraza.message.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.baraza.contracts.Topics;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageRepeated;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.SendMessage;
import org.baraza.eventlog.LogRecord;
import org.baraza.eventlog.LogWriter;
import org.baraza.message.MessageViews;
import org.baraza.message.store.MessageDocument;

/** Tells on {@code message-events} what became of each command, in their order, under the command's id and trace. */
final class EventPublisher {

    private final LogWriter writer;
    private final MessageViews views;

    EventPublisher(LogWriter writer, MessageViews views) {
        this.writer = writer;
        this.views = views;
    }

    /**
     * Returns when all events are on the topic.
     *
     * @throws org.apache.kafka.common.KafkaException (as cause) if one is not known to be; some of the others may be
     */
    void publish(List<LogRecord<MessageCommand>> batch, List<Outcome> outcomes)
            throws InterruptedException, ExecutionException {
        List<CompletableFuture<?>> appends = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            LogRecord<MessageCommand> record = batch.get(i);
            MessageEvent event = eventOf(record.event(), outcomes.get(i));
            appends.add(writer.append(
                    Topics.MESSAGE_EVENTS, event.conversationId(), event, event.commandId(), record.trace()));
        }
        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).get();
    }

    private MessageEvent eventOf(MessageCommand command, Outcome outcome) {
        if (outcome instanceof Outcome.Sent sent) {
            return sent((SendMessage) command, sent.message());
        }
        if (outcome instanceof Outcome.Repeated repeated) {
            return repeated(command, repeated.message());
        }
        if (outcome instanceof Outcome.Read read) {
            MarkRead markRead = (MarkRead) command;
            return new ConversationRead(
                    command.commandId(),
                    command.conversationId(),
                    markRead.readerId(),
                    read.seq(),
                    read.head(),
                    markRead.requestedAt());
        }
        Outcome.Refused refused = (Outcome.Refused) outcome;
        return new CommandRefused(
                command.commandId(), command.conversationId(), command.actorId(), refused.reason(), refused.detail());
    }

    private MessageSent sent(SendMessage command, MessageDocument message) {
        return new MessageSent(
                command.commandId(),
                message.conversationId(),
                message.seq(),
                message.senderId(),
                command.receiverId(),
                message.clientMessageId(),
                message.createdAt(),
                views.ofNew(message));
    }

    private MessageRepeated repeated(MessageCommand command, MessageDocument message) {
        return new MessageRepeated(
                command.commandId(),
                message.conversationId(),
                message.seq(),
                message.senderId(),
                message.clientMessageId(),
                message.createdAt(),
                views.ofNew(message));
    }
}
