package org.baraza.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
import org.baraza.eventlog.LogRecord;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.command.MessageJson;
import org.baraza.gateway.command.PendingCommands;
import org.baraza.gateway.ownwrite.OwnWrites;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;
import org.baraza.gateway.session.SocketSession;

/** Brings what happens in conversations to the sockets of those whom it concerns, in the order of the log, each once. */
@Singleton
public class MessageDelivery implements Follower {

    /** Conversations that are remembered as busy, about 150 bytes each. */
    private static final int REMEMBERED_CONVERSATIONS = 100_000;

    private final PendingCommands pending;
    private final OwnWrites ownWrites;
    private final UserRooms rooms;
    private final ChangeDelivery changes;
    private final BroadcastDelivery broadcasts;
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
            UserRooms rooms,
            ChangeDelivery changes,
            BroadcastDelivery broadcasts,
            DirectMessageListener listener,
            SyncCall sync,
            MeterRegistry registry) {
        this.pending = pending;
        this.ownWrites = ownWrites;
        this.rooms = rooms;
        this.changes = changes;
        this.broadcasts = broadcasts;
        this.listener = listener;
        this.tail = new LiveTail<>(
                config,
                Topics.MESSAGE_EVENTS,
                MessageEvent.class,
                this::deliver,
                () -> {
                    listener.missedSome();
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
        tail.start();
    }

    void stop(@Observes ShutdownEvent event) {
        tail.close();
    }

    @Override
    public LiveTail<?> tail() {
        return tail;
    }

    private void deliver(LogRecord<MessageEvent> record, Outbox outbox) {
        MessageEvent event = record.event();
        answer(record);
        if (event instanceof MessageSent sent) {
            if (isFirst(messages, sent.conversationId(), sent.seq())) {
                deliver(sent, outbox);
            }
        } else if (event instanceof BroadcastSent sent) {
            if (isFirst(messages, sent.conversationId(), sent.message().seq())) {
                broadcasts.deliver(sent, outbox);
                latency.record(Duration.between(sent.createdAt(), Instant.now()));
            }
        } else if (event instanceof MessageEdited edited) {
            if (!edited.changesNothing() && isFirst(revisions, edited.conversationId(), edited.rev())) {
                changes.deliver(edited, outbox);
            }
        } else if (event instanceof MessageDeleted deleted) {
            if (isFirst(revisions, deleted.conversationId(), deleted.rev())) {
                changes.deliver(deleted, outbox);
            }
        } else if (event instanceof ConversationRead read) {
            changes.deliver(read, outbox);
        } else if (event instanceof ConversationArchived archived) {
            changes.deliver(archived, outbox);
        }
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

    private void deliver(MessageSent sent, Outbox outbox) {
        List<SocketSession> ofSender = rooms.of(sent.senderId());
        List<SocketSession> ofReceiver = rooms.of(sent.receiverId());
        if (ofSender.isEmpty() && ofReceiver.isEmpty()) {
            return;
        }
        MessageJson json = MessageJson.of(sent.message());
        if (!ofSender.isEmpty()) {
            OutboundFrame frame = ClientEvents.frame("message:new", json.forSender());
            ofSender.forEach(session -> outbox.add(session, frame));
        }
        if (!ofReceiver.isEmpty()) {
            toReceiver(sent, json, ofReceiver, outbox);
        }
        listener.heard(sent.senderId(), sent.receiverId(), outbox);
        latency.record(Duration.between(sent.createdAt(), Instant.now()));
    }

    private static void toReceiver(MessageSent sent, MessageJson json, List<SocketSession> sessions, Outbox outbox) {
        OutboundFrame message = ClientEvents.frame("message:new", json.forOthers());
        OutboundFrame notice = ClientEvents.frame(
                "notification:new-message", MessageNotices.newMessage(sent.conversationId(), json.forOthers()));
        for (SocketSession session : sessions) {
            outbox.add(session, message);
            if (!session.joined(sent.conversationId())) {
                outbox.add(session, notice);
            }
        }
    }
}
