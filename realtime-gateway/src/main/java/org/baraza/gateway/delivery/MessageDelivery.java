package org.baraza.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;
import org.baraza.eventlog.LogRecord;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.command.MessageJson;
import org.baraza.gateway.command.PendingCommands;
import org.baraza.gateway.ownwrite.OwnWrites;
import org.baraza.gateway.session.Outbox;

/** Brings what happens in conversations to the sockets of those whom it concerns, in the order of the log, each once. */
@Singleton
public class MessageDelivery implements Follower {

    /** Conversations that are remembered as busy, about 150 bytes each. */
    private static final int REMEMBERED_CONVERSATIONS = 100_000;

    private final PendingCommands pending;
    private final OwnWrites ownWrites;
    private final Timeline timeline;
    private final ChangeDelivery changes;
    private final BroadcastDelivery broadcasts;
    private final RecordSizes sizes;
    private final DirectMessageListener listener;
    private final LiveTail<MessageEvent> tail;
    private final SeenNumbers messages = new SeenNumbers(REMEMBERED_CONVERSATIONS);
    private final SeenNumbers revisions = new SeenNumbers(REMEMBERED_CONVERSATIONS);
    private final Timer latency;
    private final Counter repeated;

    MessageDelivery(
            GatewayConfig config,
            PendingCommands pending,
            OwnWrites ownWrites,
            Timeline timeline,
            ChangeDelivery changes,
            BroadcastDelivery broadcasts,
            DirectMessageListener listener,
            SyncCall sync,
            MeterRegistry registry) {
        this.pending = pending;
        this.ownWrites = ownWrites;
        this.timeline = timeline;
        this.changes = changes;
        this.broadcasts = broadcasts;
        this.sizes = new RecordSizes(broadcasts);
        this.listener = listener;
        this.tail = new LiveTail<>(
                config,
                Topics.MESSAGE_EVENTS,
                MessageEvent.class,
                this::deliver,
                timeline::deliver,
                () -> {
                    listener.missedSome();
                    timeline.lost(timeline.messages());
                    sync.tellAll();
                },
                registry);
        this.latency = Timer.builder("baraza.gateway.delivery.latency")
                .description("from the time a message was stored to its hand-over to the sockets")
                .publishPercentileHistogram()
                .register(registry);
        this.repeated = registry.counter("baraza.gateway.delivery.repeated");
    }

    void start(@Observes StartupEvent event) {
        tail.start().thenRun(() -> timeline.begin(timeline.messages(), tail.beginnings()));
    }

    void stop(@Observes ShutdownEvent event) {
        tail.close();
    }

    @Override
    public LiveTail<?> tail() {
        return tail;
    }

    private void deliver(LogRecord<MessageEvent> record, Outbox outbox) {
        timeline.messages().read(record.partition(), record.offset());
        answer(record);
        MessageEvent event = record.event();
        if (event instanceof MessageSent sent) {
            if (isFirst(messages, sent.conversationId(), sent.seq())
                    && dispatchNew(record, sent.message(), () -> dispatchOf(sent), outbox)) {
                listener.heard(sent.senderId(), sent.receiverId(), outbox);
            }
        } else if (event instanceof BroadcastSent sent) {
            if (isFirst(messages, sent.conversationId(), sent.message().seq())) {
                dispatchNew(record, sent.message(), broadcasts.of(sent), outbox);
            }
        } else if (event instanceof MessageEdited edited) {
            if (!edited.changesNothing() && isFirst(revisions, edited.conversationId(), edited.rev())) {
                dispatch(record, changes.of(edited), outbox);
            }
        } else if (event instanceof MessageDeleted deleted) {
            if (isFirst(revisions, deleted.conversationId(), deleted.rev())) {
                dispatch(record, changes.of(deleted), outbox);
            }
        } else if (event instanceof ConversationRead read) {
            dispatch(record, changes.of(read), outbox);
        } else if (event instanceof ConversationArchived archived) {
            dispatch(record, changes.of(archived), outbox);
        }
    }

    private boolean dispatchNew(
            LogRecord<MessageEvent> record, MessageView message, Supplier<Dispatch> told, Outbox outbox) {
        boolean anybody = dispatch(record, told, outbox);
        if (anybody) {
            latency.record(Duration.between(message.createdAt(), Instant.now()));
        }
        return anybody;
    }

    private boolean dispatch(LogRecord<MessageEvent> record, Supplier<Dispatch> told, Outbox outbox) {
        return timeline.dispatch(timeline.messages(), record, sizes.of(record.event()), told, outbox);
    }

    /** Once every gateway can tell where the sender of the command has written, so that their next read waits for it. */
    private void answer(LogRecord<MessageEvent> record) {
        MessageEvent event = record.event();
        pending.whoAwaits(event.commandId())
                .ifPresent(userId -> ownWrites.remember(userId, record).thenRun(() -> pending.complete(event)));
    }

    /** What stands on the log twice, after a crash of its writer or as the answer to a repetition, is delivered once. */
    private boolean isFirst(SeenNumbers seen, String conversationId, long number) {
        boolean first = seen.isFirst(conversationId, number);
        if (!first) {
            repeated.increment();
        }
        return first;
    }

    private static Dispatch dispatchOf(MessageSent sent) {
        Supplier<MessageJson> json = new Lazy<>(() -> MessageJson.of(sent.message()));
        Supplier<String> forOthers = () -> json.get().forOthers();
        return new Dispatch()
                .to(
                        sent.senderId(),
                        new Notices(new Notice("message:new", () -> json.get().forSender())))
                .to(
                        sent.receiverId(),
                        new Notices(
                                new Notice("message:new", forOthers),
                                MessageNotices.newMessage(sent.conversationId(), forOthers)));
    }
}
